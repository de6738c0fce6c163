-- Standing pages of the site and their drafts.

-- CreateTable
CREATE TABLE "Page" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "slug" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "excerpt" TEXT NOT NULL,
    "renderVersion" INTEGER NOT NULL,
    "language" TEXT,
    "status" TEXT NOT NULL,
    "position" INTEGER,
    "version" INTEGER NOT NULL DEFAULT 0,
    "origin" TEXT,
    "sample" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "FormerPageSlug" (
    "slug" TEXT NOT NULL PRIMARY KEY,
    "pageId" INTEGER NOT NULL,
    CONSTRAINT "FormerPageSlug_pageId_fkey" FOREIGN KEY ("pageId") REFERENCES "Page" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "PageVersion" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "pageId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "personId" INTEGER,
    "title" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "PageVersion_pageId_fkey" FOREIGN KEY ("pageId") REFERENCES "Page" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "PageVersion_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- AlterTable
ALTER TABLE "Draft" ADD COLUMN "kind" TEXT NOT NULL DEFAULT 'post';
ALTER TABLE "Draft" ADD COLUMN "pageId" INTEGER REFERENCES "Page" ("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- CreateIndex
CREATE UNIQUE INDEX "Page_slug_key" ON "Page"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "Page_origin_key" ON "Page"("origin");

-- CreateIndex
CREATE INDEX "Page_position_idx" ON "Page"("position");

-- CreateIndex
CREATE INDEX "Page_renderVersion_id_idx" ON "Page"("renderVersion", "id");

-- CreateIndex
CREATE INDEX "FormerPageSlug_pageId_idx" ON "FormerPageSlug"("pageId");

-- CreateIndex
CREATE UNIQUE INDEX "PageVersion_pageId_number_key" ON "PageVersion"("pageId", "number");

-- CreateIndex
CREATE INDEX "PageVersion_personId_idx" ON "PageVersion"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "Draft_pageId_key" ON "Draft"("pageId");

-- CreateIndex
CREATE INDEX "Draft_kind_savedAt_id_idx" ON "Draft"("kind", "savedAt", "id");
