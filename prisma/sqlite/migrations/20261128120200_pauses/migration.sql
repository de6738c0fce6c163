-- E-mails to a subscriber pause if their mail server refuses them, or if nobody keeps them after a year.

-- AlterTable
ALTER TABLE "Notification" ADD COLUMN "attempts" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "Subscriber" ADD COLUMN "askedAt" DATETIME;
ALTER TABLE "Subscriber" ADD COLUMN "keptAt" DATETIME;
ALTER TABLE "Subscriber" ADD COLUMN "paused" TEXT;
ALTER TABLE "Subscriber" ADD COLUMN "refusedAt" DATETIME;
ALTER TABLE "Subscriber" ADD COLUMN "refusals" INTEGER NOT NULL DEFAULT 0;
