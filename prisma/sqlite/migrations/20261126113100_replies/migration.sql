-- The ids of footnotes told whose address stands on a comment: they were the beginning of a hash over it. Each row gets a random
-- prefix, in the page at once, and is rendered again.
ALTER TABLE "Comment" ADD COLUMN "idPrefix" TEXT NOT NULL DEFAULT '';
UPDATE "Comment" SET "idPrefix" = 'c-' || lower(hex(randomblob(6))) || '-';
UPDATE "Comment"
SET "html" = replace("html", 'c-' || substr("fingerprint", 1, 8) || '-', "idPrefix"), "renderVersion" = 0
WHERE "html" LIKE '%c-' || substr("fingerprint", 1, 8) || '-%';

-- DropIndex
DROP INDEX "Comment_fingerprint_key";

-- AlterTable
ALTER TABLE "Comment" DROP COLUMN "fingerprint";
ALTER TABLE "Comment" ADD COLUMN "origin" TEXT;

-- CreateIndex
CREATE UNIQUE INDEX "Comment_origin_key" ON "Comment"("origin");

-- CreateTable
CREATE TABLE "RecentReply" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "commentId" INTEGER NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    CONSTRAINT "RecentReply_commentId_fkey" FOREIGN KEY ("commentId") REFERENCES "Comment" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "RecentReply_commentId_idx" ON "RecentReply"("commentId");

-- CreateIndex
CREATE INDEX "RecentReply_expiresAt_idx" ON "RecentReply"("expiresAt");
