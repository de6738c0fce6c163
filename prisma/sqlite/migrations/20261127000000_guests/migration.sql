-- Guests are recognised by their browser or by an address that they confirmed, and can ask for e-mail about their comments.

-- CreateTable
CREATE TABLE "Guest" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "secretHash" TEXT,
    "emailHash" TEXT,
    "confirmedAt" DATETIME,
    "noEmails" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" DATETIME NOT NULL,
    "expiresAt" DATETIME NOT NULL
);

-- CreateIndex
CREATE UNIQUE INDEX "Guest_secretHash_key" ON "Guest"("secretHash");

-- CreateIndex
CREATE INDEX "Guest_emailHash_idx" ON "Guest"("emailHash");

-- CreateIndex
CREATE INDEX "Guest_expiresAt_idx" ON "Guest"("expiresAt");

-- AlterTable
ALTER TABLE "Comment" ADD COLUMN "guestId" INTEGER REFERENCES "Guest" ("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "Comment" ADD COLUMN "emailAskedAt" DATETIME;

-- CreateIndex
CREATE INDEX "Comment_guestId_status_idx" ON "Comment"("guestId", "status");
