-- A draft of a post may continue a response.
ALTER TABLE "Draft" ADD COLUMN "continuesId" INTEGER REFERENCES "Comment" ("id") ON DELETE SET NULL ON UPDATE CASCADE;

CREATE INDEX "Draft_continuesId_ownerId_idx" ON "Draft"("continuesId", "ownerId");

-- The links to the responses of a post are found without those to the post itself.
DROP INDEX "Link_targetPostId_idx";

CREATE INDEX "Link_targetPostId_targetCommentId_idx" ON "Link"("targetPostId", "targetCommentId");
