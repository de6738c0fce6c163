-- CreateTable
CREATE TABLE "Month" (
    "month" TEXT NOT NULL PRIMARY KEY,
    "postCount" INTEGER NOT NULL
);

-- The months of what is published already.
INSERT INTO "Month" ("month", "postCount")
SELECT "month", count(*) FROM "Post" WHERE "status" = 'published' AND "month" IS NOT NULL GROUP BY "month";
