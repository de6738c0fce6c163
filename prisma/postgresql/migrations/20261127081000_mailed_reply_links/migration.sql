-- The link to their own comment that a guest with a confirmed address gets by e-mail.

-- AlterTable
ALTER TABLE "Comment" ADD COLUMN "mailedHash" TEXT;

-- CreateIndex
CREATE UNIQUE INDEX "Comment_mailedHash_key" ON "Comment"("mailedHash");
