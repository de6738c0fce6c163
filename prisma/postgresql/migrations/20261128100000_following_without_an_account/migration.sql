-- Guests follow with an e-mail address, once it is confirmed, and ask for answers in the reply form.

-- CreateTable
CREATE TABLE "FollowRequest" (
    "id" SERIAL NOT NULL,
    "email" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "thingId" INTEGER NOT NULL,
    "delivery" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "FollowRequest_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "FollowRequest_createdAt_idx" ON "FollowRequest"("createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "FollowRequest_email_kind_thingId_key" ON "FollowRequest"("email", "kind", "thingId");

-- AlterTable
ALTER TABLE "Subscriber" ADD COLUMN "successorId" INTEGER;

-- AlterTable
ALTER TABLE "Comment" ADD COLUMN "emailAnswers" TEXT;
