-- Guests follow with an e-mail address, once it is confirmed, and ask for answers in the reply form.

-- CreateTable
CREATE TABLE "FollowRequest" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "email" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "thingId" INTEGER NOT NULL,
    "delivery" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL
);

-- CreateIndex
CREATE INDEX "FollowRequest_createdAt_idx" ON "FollowRequest"("createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "FollowRequest_email_kind_thingId_key" ON "FollowRequest"("email", "kind", "thingId");

-- AlterTable
ALTER TABLE "Subscriber" ADD COLUMN "successorId" INTEGER;

-- AlterTable
ALTER TABLE "Comment" ADD COLUMN "emailAnswers" TEXT;
