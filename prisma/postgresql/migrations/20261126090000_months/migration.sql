-- CreateTable
CREATE TABLE "Month" (
    "month" TEXT NOT NULL,
    "postCount" INTEGER NOT NULL,

    CONSTRAINT "Month_pkey" PRIMARY KEY ("month")
);

-- The months of what is published already.
INSERT INTO "Month" ("month", "postCount")
SELECT "month", count(*) FROM "Post" WHERE "status" = 'published' AND "month" IS NOT NULL GROUP BY "month";
