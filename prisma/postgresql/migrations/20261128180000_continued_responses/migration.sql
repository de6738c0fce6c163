-- A draft of a post may continue a response.
ALTER TABLE "Draft" ADD COLUMN     "continuesId" INTEGER;

CREATE INDEX "Draft_continuesId_ownerId_idx" ON "Draft"("continuesId", "ownerId");

ALTER TABLE "Draft" ADD CONSTRAINT "Draft_continuesId_fkey" FOREIGN KEY ("continuesId") REFERENCES "Comment"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- The links to the responses of a post are found without those to the post itself.
DROP INDEX "Link_targetPostId_idx";

CREATE INDEX "Link_targetPostId_targetCommentId_idx" ON "Link"("targetPostId", "targetCommentId");
