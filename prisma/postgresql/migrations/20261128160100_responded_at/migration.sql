-- Conversations are listed by their latest response.

-- AlterTable
ALTER TABLE "Post" ADD COLUMN "respondedAt" TIMESTAMP(3);

-- Responses that were given a number
UPDATE "Post" SET "respondedAt" = (
  SELECT MAX("createdAt") FROM (
    SELECT "createdAt" FROM "Comment" WHERE "Comment"."postId" = "Post"."id" AND "number" IS NOT NULL
    UNION ALL
    SELECT "createdAt" FROM "Pingback" WHERE "Pingback"."postId" = "Post"."id"
  ) AS "responses"
);

-- CreateIndex
CREATE INDEX "Post_status_respondedAt_id_idx" ON "Post"("status", "respondedAt", "id");
