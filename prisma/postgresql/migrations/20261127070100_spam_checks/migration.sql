-- What the spam service said about a comment, if one is set.

-- CreateTable
CREATE TABLE "SpamCheck" (
    "commentId" INTEGER NOT NULL,
    "isSpam" BOOLEAN NOT NULL,
    "sealed" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "SpamCheck_pkey" PRIMARY KEY ("commentId")
);

-- CreateIndex
CREATE INDEX "SpamCheck_createdAt_idx" ON "SpamCheck"("createdAt");

-- AddForeignKey
ALTER TABLE "SpamCheck" ADD CONSTRAINT "SpamCheck_commentId_fkey" FOREIGN KEY ("commentId") REFERENCES "Comment"("id") ON DELETE CASCADE ON UPDATE CASCADE;
