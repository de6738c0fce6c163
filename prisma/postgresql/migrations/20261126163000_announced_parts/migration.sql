-- Parts of a series that are announced before they exist, and former slugs of a series.

-- CreateTable
CREATE TABLE "AnnouncedPart" (
    "id" SERIAL NOT NULL,
    "seriesId" INTEGER NOT NULL,
    "part" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "expected" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "AnnouncedPart_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FormerSeriesSlug" (
    "slug" TEXT NOT NULL,
    "seriesId" INTEGER NOT NULL,

    CONSTRAINT "FormerSeriesSlug_pkey" PRIMARY KEY ("slug")
);

-- CreateIndex
CREATE UNIQUE INDEX "AnnouncedPart_seriesId_part_key" ON "AnnouncedPart"("seriesId", "part");

-- CreateIndex
CREATE INDEX "FormerSeriesSlug_seriesId_idx" ON "FormerSeriesSlug"("seriesId");

-- AddForeignKey
ALTER TABLE "AnnouncedPart" ADD CONSTRAINT "AnnouncedPart_seriesId_fkey" FOREIGN KEY ("seriesId") REFERENCES "Series"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FormerSeriesSlug" ADD CONSTRAINT "FormerSeriesSlug_seriesId_fkey" FOREIGN KEY ("seriesId") REFERENCES "Series"("id") ON DELETE CASCADE ON UPDATE CASCADE;
