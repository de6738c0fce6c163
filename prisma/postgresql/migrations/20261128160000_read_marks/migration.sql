-- The site notes how far a member has read a conversation, unless they turn that off, and when a visit began.

-- AlterTable
ALTER TABLE "Account" ADD COLUMN "readMarks" BOOLEAN NOT NULL DEFAULT true;

-- AlterTable
ALTER TABLE "Session" ADD COLUMN "visitAt" TIMESTAMP(3);

-- CreateTable
CREATE TABLE "ReadMark" (
    "accountId" INTEGER NOT NULL,
    "postId" INTEGER NOT NULL,
    "seenNumber" INTEGER NOT NULL,
    "seenAt" TIMESTAMP(3) NOT NULL,
    "reachedNumber" INTEGER NOT NULL,
    "visitAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ReadMark_pkey" PRIMARY KEY ("accountId","postId")
);

-- CreateIndex
CREATE INDEX "ReadMark_postId_idx" ON "ReadMark"("postId");

-- CreateIndex
CREATE INDEX "ReadMark_visitAt_idx" ON "ReadMark"("visitAt");

-- AddForeignKey
ALTER TABLE "ReadMark" ADD CONSTRAINT "ReadMark_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReadMark" ADD CONSTRAINT "ReadMark_postId_fkey" FOREIGN KEY ("postId") REFERENCES "Post"("id") ON DELETE CASCADE ON UPDATE CASCADE;
