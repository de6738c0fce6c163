-- Moderators choose how often they are told by e-mail of responses that wait.

-- AlterTable
ALTER TABLE "Account" ADD COLUMN "queueEmails" TEXT NOT NULL DEFAULT 'hourly';
ALTER TABLE "Account" ADD COLUMN "queueToldAt" DATETIME;
