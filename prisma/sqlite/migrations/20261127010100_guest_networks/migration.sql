-- A hash of the network of guests, by which moderators block it.

-- AlterTable
ALTER TABLE "Comment" ADD COLUMN "networkHash" TEXT;

-- CreateIndex
CREATE INDEX "Comment_networkHash_idx" ON "Comment"("networkHash");
