-- AlterTable
ALTER TABLE "Site" ADD COLUMN "feedAuthority" TEXT DEFAULT '';

-- A site that has feeds already goes on in the name of its host, which its next start knows.
UPDATE "Site" SET "feedAuthority" = NULL;
