-- AlterTable
ALTER TABLE "Token" ADD COLUMN "askedAs" TEXT;

-- CreateTable
CREATE TABLE "KnownBrowser" (
    "id" SERIAL NOT NULL,
    "hash" TEXT NOT NULL,
    "accountId" INTEGER NOT NULL,
    "lastUsedAt" TIMESTAMP(3) NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "KnownBrowser_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "KnownBrowser_hash_key" ON "KnownBrowser"("hash");

-- CreateIndex
CREATE INDEX "KnownBrowser_accountId_lastUsedAt_idx" ON "KnownBrowser"("accountId", "lastUsedAt");

-- CreateIndex
CREATE INDEX "KnownBrowser_expiresAt_idx" ON "KnownBrowser"("expiresAt");

-- CreateIndex
CREATE INDEX "Token_askedAs_idx" ON "Token"("askedAs");

-- AddForeignKey
ALTER TABLE "KnownBrowser" ADD CONSTRAINT "KnownBrowser_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;
