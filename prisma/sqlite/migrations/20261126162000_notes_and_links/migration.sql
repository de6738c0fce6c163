-- Notes and secret links of drafts, and what the e-mails and the failure of a publication rest on.

-- CreateTable
CREATE TABLE "DraftNote" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "draftId" INTEGER NOT NULL,
    "personId" INTEGER,
    "quote" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "resolvedAt" DATETIME,
    CONSTRAINT "DraftNote_draftId_fkey" FOREIGN KEY ("draftId") REFERENCES "Draft" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "DraftNote_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "DraftLink" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "draftId" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "personId" INTEGER,
    "createdAt" DATETIME NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "revokedAt" DATETIME,
    CONSTRAINT "DraftLink_draftId_fkey" FOREIGN KEY ("draftId") REFERENCES "Draft" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "DraftLink_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- AlterTable
ALTER TABLE "Draft" ADD COLUMN "toldAt" DATETIME;
ALTER TABLE "Post" ADD COLUMN "failedAt" DATETIME;

-- CreateIndex
CREATE INDEX "DraftNote_draftId_createdAt_id_idx" ON "DraftNote"("draftId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "DraftNote_personId_idx" ON "DraftNote"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "DraftLink_hash_key" ON "DraftLink"("hash");

-- CreateIndex
CREATE INDEX "DraftLink_draftId_idx" ON "DraftLink"("draftId");

-- CreateIndex
CREATE INDEX "DraftLink_personId_idx" ON "DraftLink"("personId");

-- CreateIndex
CREATE INDEX "DraftLink_expiresAt_idx" ON "DraftLink"("expiresAt");
