-- Members reply without their account where a site allows it.

-- AlterTable
ALTER TABLE "Site" ADD COLUMN "withoutAccount" TEXT NOT NULL DEFAULT 'no';
