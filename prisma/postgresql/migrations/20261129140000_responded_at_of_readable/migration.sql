-- A conversation is as new as its newest response that everyone can read, not one that was removed since.

UPDATE "Post" SET "respondedAt" = (
  SELECT MAX("createdAt") FROM (
    SELECT "createdAt" FROM "Comment" WHERE "Comment"."postId" = "Post"."id" AND "status" = 'approved'
    UNION ALL
    SELECT "createdAt" FROM "Pingback" WHERE "Pingback"."postId" = "Post"."id" AND "status" = 'approved'
  ) AS "responses"
);
