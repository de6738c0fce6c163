-- What the spam service said about an edit that waits, if one is set.

-- CreateTable
CREATE TABLE "SpamEditCheck" (
    "editId" INTEGER NOT NULL PRIMARY KEY,
    "isSpam" BOOLEAN NOT NULL,
    "sealed" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "SpamEditCheck_editId_fkey" FOREIGN KEY ("editId") REFERENCES "HeldEdit" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "SpamEditCheck_createdAt_idx" ON "SpamEditCheck"("createdAt");
