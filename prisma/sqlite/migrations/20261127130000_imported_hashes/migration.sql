-- A hash of what an import last stored, by which an edit on the site is known.

-- AlterTable
ALTER TABLE "Person" ADD COLUMN "importedHash" TEXT;

-- AlterTable
ALTER TABLE "Series" ADD COLUMN "importedHash" TEXT;

-- AlterTable
ALTER TABLE "Post" ADD COLUMN "importedHash" TEXT;

-- AlterTable
ALTER TABLE "Page" ADD COLUMN "importedHash" TEXT;
