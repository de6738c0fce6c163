-- Pictures and documents that people upload, and the texts that name them.

-- CreateTable
CREATE TABLE "MediaFile" (
    "id" SERIAL NOT NULL,
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
    "unusedAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "MediaFile_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Media" (
    "id" SERIAL NOT NULL,
    "hash" TEXT NOT NULL,
    "fileId" INTEGER,
    "ownerId" INTEGER,
    "name" TEXT NOT NULL,
    "title" TEXT NOT NULL DEFAULT '',
    "alt" TEXT NOT NULL DEFAULT '',
    "decorative" BOOLEAN NOT NULL DEFAULT false,
    "publicAt" TIMESTAMP(3),
    "unusedAt" TIMESTAMP(3),
    "removedAt" TIMESTAMP(3),
    "replacedById" INTEGER,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Media_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MediaUse" (
    "id" SERIAL NOT NULL,
    "mediaId" INTEGER NOT NULL,
    "missingAlt" BOOLEAN NOT NULL DEFAULT false,
    "postId" INTEGER,
    "pageId" INTEGER,
    "personId" INTEGER,
    "seriesId" INTEGER,
    "commentId" INTEGER,
    "draftId" INTEGER,

    CONSTRAINT "MediaUse_pkey" PRIMARY KEY ("id")
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

-- AddForeignKey
ALTER TABLE "Media" ADD CONSTRAINT "Media_fileId_fkey" FOREIGN KEY ("fileId") REFERENCES "MediaFile"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Media" ADD CONSTRAINT "Media_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Media" ADD CONSTRAINT "Media_replacedById_fkey" FOREIGN KEY ("replacedById") REFERENCES "Media"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MediaUse" ADD CONSTRAINT "MediaUse_mediaId_fkey" FOREIGN KEY ("mediaId") REFERENCES "Media"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MediaUse" ADD CONSTRAINT "MediaUse_postId_fkey" FOREIGN KEY ("postId") REFERENCES "Post"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MediaUse" ADD CONSTRAINT "MediaUse_pageId_fkey" FOREIGN KEY ("pageId") REFERENCES "Page"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MediaUse" ADD CONSTRAINT "MediaUse_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MediaUse" ADD CONSTRAINT "MediaUse_seriesId_fkey" FOREIGN KEY ("seriesId") REFERENCES "Series"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MediaUse" ADD CONSTRAINT "MediaUse_commentId_fkey" FOREIGN KEY ("commentId") REFERENCES "Comment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MediaUse" ADD CONSTRAINT "MediaUse_draftId_fkey" FOREIGN KEY ("draftId") REFERENCES "Draft"("id") ON DELETE CASCADE ON UPDATE CASCADE;
