-- A comment takes its number and its path when it is first approved. What was "removed" has no words any more: that is "erased" now,
-- and "removed" means hidden, with its words kept. The depth followed from the path, and nothing read it.
UPDATE "Comment" SET "status" = 'erased' WHERE "status" = 'removed';

-- AlterTable
ALTER TABLE "Comment" DROP COLUMN "depth",
ALTER COLUMN "number" DROP NOT NULL,
ALTER COLUMN "path" DROP NOT NULL;
