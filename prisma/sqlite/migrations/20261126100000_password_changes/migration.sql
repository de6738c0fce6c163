-- AlterTable
ALTER TABLE "Account" ADD COLUMN "passwordChangedAt" DATETIME;
