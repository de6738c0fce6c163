-- What was sent together names the sending, of which the Message-ID of each e-mail is made.

-- AlterTable
ALTER TABLE "Notification" RENAME COLUMN "messageId" TO "sending";
