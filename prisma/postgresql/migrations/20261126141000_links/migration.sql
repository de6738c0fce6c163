-- What texts link to is rows. A former address is a path, whatever kind of address it was.

-- CreateTable
CREATE TABLE "FormerAddress" (
    "path" TEXT NOT NULL,
    "postId" INTEGER NOT NULL,

    CONSTRAINT "FormerAddress_pkey" PRIMARY KEY ("path")
);
INSERT INTO "FormerAddress" ("path", "postId") SELECT '/posts/' || "slug", "postId" FROM "FormerSlug";

-- CreateTable
CREATE TABLE "Link" (
    "id" SERIAL NOT NULL,
    "postId" INTEGER,
    "commentId" INTEGER,
    "position" INTEGER NOT NULL,
    "href" TEXT NOT NULL,
    "sentence" TEXT NOT NULL,
    "targetPostId" INTEGER,
    "targetCommentId" INTEGER,
    "targetPingbackId" INTEGER,

    CONSTRAINT "Link_pkey" PRIMARY KEY ("id")
);

-- Links of posts, as they were kept. Those to comments lead there at once: they hold the places of deleted comments.
-- All others and those of comments come when the texts are rendered again. Half of a character, where a sentence was cut, is no text to
-- PostgreSQL.
INSERT INTO "Link" ("postId", "position", "href", "sentence")
SELECT "Post"."id", link.place - 1, link.value ->> 'href', COALESCE(link.value ->> 'sentence', '')
FROM "Post", json_array_elements(regexp_replace(regexp_replace("Post"."links", '\\ud[89ab][0-9a-f]{2}(?!\\ud[c-f])', '\\ufffd', 'gi'), '(?<!\\ud[89ab][0-9a-f]{2})\\ud[c-f][0-9a-f]{2}', '\\ufffd', 'gi')::json) WITH ORDINALITY AS link(value, place);
UPDATE "Link"
SET "targetCommentId" = "Comment"."id", "targetPostId" = "Comment"."postId"
FROM "Comment"
WHERE "Comment"."id" = CAST(substring(lower("Link"."href") FROM '^/comments/([1-9][0-9]{0,9})/?(?:[?#]|$)') AS BIGINT);

-- DropTable
DROP TABLE "FormerSlug";

-- AlterTable
ALTER TABLE "Post" DROP COLUMN "links";

-- CreateIndex
CREATE INDEX "FormerAddress_postId_idx" ON "FormerAddress"("postId");

-- CreateIndex
CREATE INDEX "Link_postId_position_idx" ON "Link"("postId", "position");

-- CreateIndex
CREATE INDEX "Link_commentId_position_idx" ON "Link"("commentId", "position");

-- CreateIndex
CREATE INDEX "Link_targetPostId_idx" ON "Link"("targetPostId");

-- CreateIndex
CREATE INDEX "Link_targetCommentId_idx" ON "Link"("targetCommentId");

-- CreateIndex
CREATE INDEX "Link_targetPingbackId_idx" ON "Link"("targetPingbackId");

-- AddForeignKey
ALTER TABLE "FormerAddress" ADD CONSTRAINT "FormerAddress_postId_fkey" FOREIGN KEY ("postId") REFERENCES "Post"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Link" ADD CONSTRAINT "Link_postId_fkey" FOREIGN KEY ("postId") REFERENCES "Post"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Link" ADD CONSTRAINT "Link_commentId_fkey" FOREIGN KEY ("commentId") REFERENCES "Comment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Link" ADD CONSTRAINT "Link_targetPostId_fkey" FOREIGN KEY ("targetPostId") REFERENCES "Post"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Link" ADD CONSTRAINT "Link_targetCommentId_fkey" FOREIGN KEY ("targetCommentId") REFERENCES "Comment"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Link" ADD CONSTRAINT "Link_targetPingbackId_fkey" FOREIGN KEY ("targetPingbackId") REFERENCES "Pingback"("id") ON DELETE SET NULL ON UPDATE CASCADE;
