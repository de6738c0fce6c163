-- Tags have a description, a folded name by which doubles are found, and former addresses.

-- AlterTable
ALTER TABLE "Tag" ADD COLUMN     "description" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "folded" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "FormerTag" (
    "slug" TEXT NOT NULL,
    "tagId" INTEGER NOT NULL,

    CONSTRAINT "FormerTag_pkey" PRIMARY KEY ("slug")
);

-- CreateIndex
CREATE INDEX "FormerTag_tagId_idx" ON "FormerTag"("tagId");

-- CreateIndex
CREATE INDEX "Tag_folded_idx" ON "Tag"("folded");

-- AddForeignKey
ALTER TABLE "FormerTag" ADD CONSTRAINT "FormerTag_tagId_fkey" FOREIGN KEY ("tagId") REFERENCES "Tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;
