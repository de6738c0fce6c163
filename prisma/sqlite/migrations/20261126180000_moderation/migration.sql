-- Who is held is a setting, moderating is a right beside the role, and what moderators do stands in a log.

-- AlterTable
ALTER TABLE "Site" ADD COLUMN "holding" TEXT NOT NULL DEFAULT 'suspected';
ALTER TABLE "Account" ADD COLUMN "moderates" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "Comment" ADD COLUMN "heldFor" TEXT;
ALTER TABLE "Comment" ADD COLUMN "secretHash" TEXT;

-- CreateTable
CREATE TABLE "ModerationEntry" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "action" TEXT NOT NULL,
    "personId" INTEGER,
    "commentId" INTEGER,
    "pingbackId" INTEGER,
    "was" TEXT NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "words" TEXT NOT NULL DEFAULT '',
    "createdAt" DATETIME NOT NULL,
    "undoneAt" DATETIME,
    CONSTRAINT "ModerationEntry_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "ModerationEntry_commentId_fkey" FOREIGN KEY ("commentId") REFERENCES "Comment" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "ModerationEntry_pingbackId_fkey" FOREIGN KEY ("pingbackId") REFERENCES "Pingback" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "Comment_secretHash_key" ON "Comment"("secretHash");

-- CreateIndex
CREATE INDEX "ModerationEntry_createdAt_id_idx" ON "ModerationEntry"("createdAt", "id");

-- CreateIndex
CREATE INDEX "ModerationEntry_personId_idx" ON "ModerationEntry"("personId");

-- CreateIndex
CREATE INDEX "ModerationEntry_commentId_id_idx" ON "ModerationEntry"("commentId", "id");

-- CreateIndex
CREATE INDEX "ModerationEntry_pingbackId_id_idx" ON "ModerationEntry"("pingbackId", "id");
