-- Members add pictures to responses where a site allows it. An edit that waits for a moderator has its own.

-- AlterTable
ALTER TABLE "Site" ADD COLUMN "picturesInResponses" TEXT NOT NULL DEFAULT 'no';

-- AlterTable
ALTER TABLE "MediaUse" ADD COLUMN "heldEditId" INTEGER;

-- CreateIndex
CREATE INDEX "MediaUse_heldEditId_idx" ON "MediaUse"("heldEditId");

-- AddForeignKey
ALTER TABLE "MediaUse" ADD CONSTRAINT "MediaUse_heldEditId_fkey" FOREIGN KEY ("heldEditId") REFERENCES "HeldEdit"("id") ON DELETE CASCADE ON UPDATE CASCADE;
