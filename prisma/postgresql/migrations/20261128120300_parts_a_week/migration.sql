-- A series can come a part a week, and of a conversation one can be told once until one was there.

-- AlterTable
ALTER TABLE "Subscriber" ADD COLUMN "once" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "Subscription" ADD COLUMN "partAfter" INTEGER;
ALTER TABLE "Subscription" ADD COLUMN "partAt" TIMESTAMP(3);

-- CreateIndex
CREATE INDEX "Subscription_partAt_idx" ON "Subscription"("partAt");
