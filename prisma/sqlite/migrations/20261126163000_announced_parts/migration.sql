-- Parts of a series that are announced before they exist, and former slugs of a series.

-- CreateTable
CREATE TABLE "AnnouncedPart" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "seriesId" INTEGER NOT NULL,
    "part" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "expected" TEXT NOT NULL DEFAULT '',
    CONSTRAINT "AnnouncedPart_seriesId_fkey" FOREIGN KEY ("seriesId") REFERENCES "Series" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "FormerSeriesSlug" (
    "slug" TEXT NOT NULL PRIMARY KEY,
    "seriesId" INTEGER NOT NULL,
    CONSTRAINT "FormerSeriesSlug_seriesId_fkey" FOREIGN KEY ("seriesId") REFERENCES "Series" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "AnnouncedPart_seriesId_part_key" ON "AnnouncedPart"("seriesId", "part");

-- CreateIndex
CREATE INDEX "FormerSeriesSlug_seriesId_idx" ON "FormerSeriesSlug"("seriesId");
