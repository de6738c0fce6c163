-- Moderators lock a branch of a conversation, and the log has what they do to conversations.

-- AlterTable
ALTER TABLE "Post" ADD COLUMN     "lockedBranches" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "ModerationEntry" ADD COLUMN     "postId" INTEGER;

-- CreateIndex
CREATE INDEX "ModerationEntry_postId_idx" ON "ModerationEntry"("postId");

-- AddForeignKey
ALTER TABLE "ModerationEntry" ADD CONSTRAINT "ModerationEntry_postId_fkey" FOREIGN KEY ("postId") REFERENCES "Post"("id") ON DELETE SET NULL ON UPDATE CASCADE;
