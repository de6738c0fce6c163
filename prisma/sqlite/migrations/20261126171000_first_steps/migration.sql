-- The first steps of a new site, and what an administrator answers to them.

-- CreateTable
CREATE TABLE "FirstStep" (
    "step" TEXT NOT NULL PRIMARY KEY,
    "answer" TEXT NOT NULL,
    "at" DATETIME NOT NULL
);

-- A site that an administrator runs and that has posts of its own is beyond its first steps.
INSERT INTO "FirstStep" ("step", "answer", "at")
SELECT 'all', 'skipped', MIN("createdAt") FROM "Account"
WHERE "role" = 'administrator' AND EXISTS (SELECT 1 FROM "Post" WHERE "sample" = false AND "status" = 'published')
HAVING COUNT(*) > 0;
