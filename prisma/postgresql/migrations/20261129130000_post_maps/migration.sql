-- Places of the points of maps of posts.

-- CreateTable
CREATE TABLE "PostMap" (
    "key" TEXT NOT NULL,
    "places" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "laidOutAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "PostMap_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "PostMap_laidOutAt_idx" ON "PostMap"("laidOutAt");
