-- Words that may be unlawful are sealed until an administrator has decided.

-- AlterTable
ALTER TABLE "Report" ADD COLUMN "sealedId" INTEGER;

-- CreateTable
CREATE TABLE "SealedWords" (
    "id" SERIAL NOT NULL,
    "commentId" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "postTitle" TEXT NOT NULL,
    "writtenAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "SealedWords_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Report_sealedId_idx" ON "Report"("sealedId");

-- CreateIndex
CREATE INDEX "SealedWords_commentId_idx" ON "SealedWords"("commentId");
