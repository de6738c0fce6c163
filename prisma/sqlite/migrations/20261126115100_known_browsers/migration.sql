-- AlterTable
ALTER TABLE "Token" ADD COLUMN "askedAs" TEXT;

-- CreateTable
CREATE TABLE "KnownBrowser" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "hash" TEXT NOT NULL,
    "accountId" INTEGER NOT NULL,
    "lastUsedAt" DATETIME NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    CONSTRAINT "KnownBrowser_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "KnownBrowser_hash_key" ON "KnownBrowser"("hash");

-- CreateIndex
CREATE INDEX "KnownBrowser_accountId_lastUsedAt_idx" ON "KnownBrowser"("accountId", "lastUsedAt");

-- CreateIndex
CREATE INDEX "KnownBrowser_expiresAt_idx" ON "KnownBrowser"("expiresAt");

-- CreateIndex
CREATE INDEX "Token_askedAs_idx" ON "Token"("askedAs");
