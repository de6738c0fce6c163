-- Versions of a post that may be unlawful are sealed until an administrator has decided.

-- AlterTable
ALTER TABLE "Report" ADD COLUMN "sealedPostId" INTEGER;

-- CreateTable
CREATE TABLE "SealedVersion" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "postId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "names" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "writtenAt" DATETIME NOT NULL
);

-- CreateIndex
CREATE INDEX "Report_sealedPostId_idx" ON "Report"("sealedPostId");

-- CreateIndex
CREATE INDEX "SealedVersion_postId_number_idx" ON "SealedVersion"("postId", "number");
