-- What the spam service said about a comment, if one is set.

-- CreateTable
CREATE TABLE "SpamCheck" (
    "commentId" INTEGER NOT NULL PRIMARY KEY,
    "isSpam" BOOLEAN NOT NULL,
    "sealed" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "SpamCheck_commentId_fkey" FOREIGN KEY ("commentId") REFERENCES "Comment" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "SpamCheck_createdAt_idx" ON "SpamCheck"("createdAt");
