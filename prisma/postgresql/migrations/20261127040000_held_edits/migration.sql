-- An edit that has to wait for a moderator waits beside the published text.

-- CreateTable
CREATE TABLE "HeldEdit" (
    "id" SERIAL NOT NULL,
    "commentId" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "heldFor" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "HeldEdit_pkey" PRIMARY KEY ("id")
);

-- AlterTable
ALTER TABLE "ModerationEntry" ADD COLUMN     "editId" INTEGER;

-- CreateIndex
CREATE UNIQUE INDEX "HeldEdit_commentId_key" ON "HeldEdit"("commentId");

-- CreateIndex
CREATE INDEX "HeldEdit_status_createdAt_id_idx" ON "HeldEdit"("status", "createdAt", "id");

-- CreateIndex
CREATE INDEX "ModerationEntry_editId_id_idx" ON "ModerationEntry"("editId", "id");

-- AddForeignKey
ALTER TABLE "HeldEdit" ADD CONSTRAINT "HeldEdit_commentId_fkey" FOREIGN KEY ("commentId") REFERENCES "Comment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ModerationEntry" ADD CONSTRAINT "ModerationEntry_editId_fkey" FOREIGN KEY ("editId") REFERENCES "HeldEdit"("id") ON DELETE SET NULL ON UPDATE CASCADE;
