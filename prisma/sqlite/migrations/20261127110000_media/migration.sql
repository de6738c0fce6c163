-- Pictures and documents that people upload, and the texts that name them.

-- CreateTable
CREATE TABLE "MediaFile" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "hash" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "width" INTEGER,
    "height" INTEGER,
    "animated" BOOLEAN NOT NULL DEFAULT false,
    "pageCount" INTEGER,
    "variants" TEXT NOT NULL DEFAULT '[]',
    "ownBytes" INTEGER NOT NULL,
    "bytes" INTEGER NOT NULL,
    "unusedAt" DATETIME,
    "createdAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Media" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "hash" TEXT NOT NULL,
    "fileId" INTEGER,
    "ownerId" INTEGER,
    "name" TEXT NOT NULL,
    "title" TEXT NOT NULL DEFAULT '',
    "alt" TEXT NOT NULL DEFAULT '',
    "decorative" BOOLEAN NOT NULL DEFAULT false,
    "publicAt" DATETIME,
    "unusedAt" DATETIME,
    "removedAt" DATETIME,
    "replacedById" INTEGER,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "Media_fileId_fkey" FOREIGN KEY ("fileId") REFERENCES "MediaFile" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Media_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "Person" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Media_replacedById_fkey" FOREIGN KEY ("replacedById") REFERENCES "Media" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "MediaUse" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "mediaId" INTEGER NOT NULL,
    "missingAlt" BOOLEAN NOT NULL DEFAULT false,
    "postId" INTEGER,
    "pageId" INTEGER,
    "personId" INTEGER,
    "seriesId" INTEGER,
    "commentId" INTEGER,
    "draftId" INTEGER,
    CONSTRAINT "MediaUse_mediaId_fkey" FOREIGN KEY ("mediaId") REFERENCES "Media" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "MediaUse_postId_fkey" FOREIGN KEY ("postId") REFERENCES "Post" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "MediaUse_pageId_fkey" FOREIGN KEY ("pageId") REFERENCES "Page" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "MediaUse_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "MediaUse_seriesId_fkey" FOREIGN KEY ("seriesId") REFERENCES "Series" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "MediaUse_commentId_fkey" FOREIGN KEY ("commentId") REFERENCES "Comment" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "MediaUse_draftId_fkey" FOREIGN KEY ("draftId") REFERENCES "Draft" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "MediaFile_hash_key" ON "MediaFile"("hash");

-- CreateIndex
CREATE INDEX "MediaFile_unusedAt_idx" ON "MediaFile"("unusedAt");

-- CreateIndex
CREATE UNIQUE INDEX "Media_hash_key" ON "Media"("hash");

-- CreateIndex
CREATE INDEX "Media_ownerId_createdAt_id_idx" ON "Media"("ownerId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Media_createdAt_id_idx" ON "Media"("createdAt", "id");

-- CreateIndex
CREATE INDEX "Media_unusedAt_idx" ON "Media"("unusedAt");

-- CreateIndex
CREATE INDEX "Media_replacedById_idx" ON "Media"("replacedById");

-- CreateIndex
CREATE UNIQUE INDEX "Media_fileId_ownerId_key" ON "Media"("fileId", "ownerId");

-- CreateIndex
CREATE INDEX "MediaUse_mediaId_idx" ON "MediaUse"("mediaId");

-- CreateIndex
CREATE INDEX "MediaUse_postId_idx" ON "MediaUse"("postId");

-- CreateIndex
CREATE INDEX "MediaUse_pageId_idx" ON "MediaUse"("pageId");

-- CreateIndex
CREATE INDEX "MediaUse_personId_idx" ON "MediaUse"("personId");

-- CreateIndex
CREATE INDEX "MediaUse_seriesId_idx" ON "MediaUse"("seriesId");

-- CreateIndex
CREATE INDEX "MediaUse_commentId_idx" ON "MediaUse"("commentId");

-- CreateIndex
CREATE INDEX "MediaUse_draftId_idx" ON "MediaUse"("draftId");

-- CreateIndex
CREATE INDEX "MediaUse_missingAlt_id_idx" ON "MediaUse"("missingAlt", "id");
