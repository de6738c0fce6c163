-- Moderators cut passages out of comments, and remove earlier versions from their history.

-- AlterTable
ALTER TABLE "Comment" ADD COLUMN "cutAt" DATETIME;

-- AlterTable
ALTER TABLE "CommentVersion" ADD COLUMN "removedAt" DATETIME;

-- CreateTable
CREATE TABLE "CutText" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "entryId" INTEGER NOT NULL,
    "commentId" INTEGER NOT NULL,
    "version" INTEGER,
    "source" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "CutText_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "ModerationEntry" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "CutText_commentId_fkey" FOREIGN KEY ("commentId") REFERENCES "Comment" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "CutText_entryId_idx" ON "CutText"("entryId");

-- CreateIndex
CREATE INDEX "CutText_commentId_idx" ON "CutText"("commentId");

-- CreateIndex
CREATE INDEX "CutText_createdAt_id_idx" ON "CutText"("createdAt", "id");
