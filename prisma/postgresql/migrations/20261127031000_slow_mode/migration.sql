-- Conversations can be slowed down, and old posts close by themselves.

-- AlterTable
ALTER TABLE "Post" ADD COLUMN     "ageRule" TEXT NOT NULL DEFAULT 'site',
ADD COLUMN     "slowMinutes" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "Site" ADD COLUMN     "closeAfterDays" INTEGER NOT NULL DEFAULT 0;
