-- The site notes how far a member has read a conversation, unless they turn that off, and when a visit began.

-- AlterTable
ALTER TABLE "Account" ADD COLUMN "readMarks" BOOLEAN NOT NULL DEFAULT true;

-- AlterTable
ALTER TABLE "Session" ADD COLUMN "visitAt" DATETIME;

-- CreateTable
CREATE TABLE "ReadMark" (
    "accountId" INTEGER NOT NULL,
    "postId" INTEGER NOT NULL,
    "seenNumber" INTEGER NOT NULL,
    "seenAt" DATETIME NOT NULL,
    "reachedNumber" INTEGER NOT NULL,
    "visitAt" DATETIME NOT NULL,

    PRIMARY KEY ("accountId", "postId"),
    CONSTRAINT "ReadMark_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "ReadMark_postId_fkey" FOREIGN KEY ("postId") REFERENCES "Post" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "ReadMark_postId_idx" ON "ReadMark"("postId");

-- CreateIndex
CREATE INDEX "ReadMark_visitAt_idx" ON "ReadMark"("visitAt");
