-- Moderators block people, the addresses of guests, domains and words.

-- AlterTable
ALTER TABLE "Site" ADD COLUMN "blockCount" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "Block" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "kind" TEXT NOT NULL,
    "effect" TEXT NOT NULL DEFAULT 'refuse',
    "personId" INTEGER,
    "hash" TEXT,
    "text" TEXT NOT NULL DEFAULT '',
    "commentId" INTEGER,
    "reason" TEXT NOT NULL DEFAULT '',
    "words" TEXT NOT NULL DEFAULT '',
    "note" TEXT NOT NULL DEFAULT '',
    "makerId" INTEGER,
    "createdAt" DATETIME NOT NULL,
    "endsAt" DATETIME,
    CONSTRAINT "Block_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Block_makerId_fkey" FOREIGN KEY ("makerId") REFERENCES "Person" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Block_commentId_fkey" FOREIGN KEY ("commentId") REFERENCES "Comment" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "BlockHit" (
    "commentId" INTEGER NOT NULL PRIMARY KEY,
    "blockId" INTEGER NOT NULL,
    CONSTRAINT "BlockHit_commentId_fkey" FOREIGN KEY ("commentId") REFERENCES "Comment" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "BlockHit_blockId_fkey" FOREIGN KEY ("blockId") REFERENCES "Block" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "Block_endsAt_id_idx" ON "Block"("endsAt", "id");

-- CreateIndex
CREATE INDEX "Block_personId_idx" ON "Block"("personId");

-- CreateIndex
CREATE INDEX "Block_makerId_idx" ON "Block"("makerId");

-- CreateIndex
CREATE INDEX "Block_commentId_idx" ON "Block"("commentId");

-- CreateIndex
CREATE INDEX "BlockHit_blockId_idx" ON "BlockHit"("blockId");
