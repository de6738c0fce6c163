-- Writers ask for another look at a decision about their comment.

-- CreateTable
CREATE TABLE "Appeal" (
    "id" SERIAL NOT NULL,
    "entryId" INTEGER NOT NULL,
    "commentId" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'open',
    "answererId" INTEGER,
    "words" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMP(3) NOT NULL,
    "answeredAt" TIMESTAMP(3),

    CONSTRAINT "Appeal_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Appeal_entryId_key" ON "Appeal"("entryId");

-- CreateIndex
CREATE INDEX "Appeal_status_createdAt_id_idx" ON "Appeal"("status", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Appeal_commentId_idx" ON "Appeal"("commentId");

-- CreateIndex
CREATE INDEX "Appeal_answererId_idx" ON "Appeal"("answererId");

-- AddForeignKey
ALTER TABLE "Appeal" ADD CONSTRAINT "Appeal_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "ModerationEntry"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Appeal" ADD CONSTRAINT "Appeal_commentId_fkey" FOREIGN KEY ("commentId") REFERENCES "Comment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Appeal" ADD CONSTRAINT "Appeal_answererId_fkey" FOREIGN KEY ("answererId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;
