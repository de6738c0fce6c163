-- Tags have a description, a folded name by which doubles are found, and former addresses.

-- AlterTable
ALTER TABLE "Tag" ADD COLUMN "description" TEXT NOT NULL DEFAULT '';
ALTER TABLE "Tag" ADD COLUMN "folded" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "FormerTag" (
    "slug" TEXT NOT NULL PRIMARY KEY,
    "tagId" INTEGER NOT NULL,
    CONSTRAINT "FormerTag_tagId_fkey" FOREIGN KEY ("tagId") REFERENCES "Tag" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "FormerTag_tagId_idx" ON "FormerTag"("tagId");

-- CreateIndex
CREATE INDEX "Tag_folded_idx" ON "Tag"("folded");
