-- An edit that has to wait for a moderator waits beside the published text.

-- CreateTable
CREATE TABLE "HeldEdit" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "commentId" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "heldFor" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "HeldEdit_commentId_fkey" FOREIGN KEY ("commentId") REFERENCES "Comment" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- AlterTable
ALTER TABLE "ModerationEntry" ADD COLUMN "editId" INTEGER REFERENCES "HeldEdit" ("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- CreateIndex
CREATE UNIQUE INDEX "HeldEdit_commentId_key" ON "HeldEdit"("commentId");

-- CreateIndex
CREATE INDEX "HeldEdit_status_createdAt_id_idx" ON "HeldEdit"("status", "createdAt", "id");

-- CreateIndex
CREATE INDEX "ModerationEntry_editId_id_idx" ON "ModerationEntry"("editId", "id");
