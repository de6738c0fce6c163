-- The feed of a post has its newest responses first, which no other index gives.

-- CreateIndex
CREATE INDEX "Comment_postId_number_idx" ON "Comment"("postId", "number");
