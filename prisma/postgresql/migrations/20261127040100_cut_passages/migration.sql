-- Moderators cut passages out of comments, and remove earlier versions from their history.

-- AlterTable
ALTER TABLE "Comment" ADD COLUMN     "cutAt" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "CommentVersion" ADD COLUMN     "removedAt" TIMESTAMP(3);

-- CreateTable
CREATE TABLE "CutText" (
    "id" SERIAL NOT NULL,
    "entryId" INTEGER NOT NULL,
    "commentId" INTEGER NOT NULL,
    "version" INTEGER,
    "source" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "CutText_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "CutText_entryId_idx" ON "CutText"("entryId");

-- CreateIndex
CREATE INDEX "CutText_commentId_idx" ON "CutText"("commentId");

-- CreateIndex
CREATE INDEX "CutText_createdAt_id_idx" ON "CutText"("createdAt", "id");

-- AddForeignKey
ALTER TABLE "CutText" ADD CONSTRAINT "CutText_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "ModerationEntry"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CutText" ADD CONSTRAINT "CutText_commentId_fkey" FOREIGN KEY ("commentId") REFERENCES "Comment"("id") ON DELETE CASCADE ON UPDATE CASCADE;
