-- Places of the points of maps of posts.

-- CreateTable
CREATE TABLE "PostMap" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "places" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "laidOutAt" DATETIME NOT NULL
);

-- CreateIndex
CREATE INDEX "PostMap_laidOutAt_idx" ON "PostMap"("laidOutAt");
