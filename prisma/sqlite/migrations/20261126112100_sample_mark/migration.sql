-- AlterTable
ALTER TABLE "Site" ADD COLUMN     "fillingUntil" DATETIME;

-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "sample" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "Series" ADD COLUMN     "sample" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "Post" ADD COLUMN     "sample" BOOLEAN NOT NULL DEFAULT false;
