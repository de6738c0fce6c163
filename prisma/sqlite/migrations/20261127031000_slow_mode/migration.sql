-- Conversations can be slowed down, and old posts close by themselves.

-- AlterTable
ALTER TABLE "Post" ADD COLUMN "slowMinutes" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "Post" ADD COLUMN "ageRule" TEXT NOT NULL DEFAULT 'site';

-- AlterTable
ALTER TABLE "Site" ADD COLUMN "closeAfterDays" INTEGER NOT NULL DEFAULT 0;
