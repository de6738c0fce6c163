-- The hash of the file that an import made a picture from, by which the next import knows it.

-- AlterTable
ALTER TABLE "MediaFile" ADD COLUMN "sourceHash" TEXT;

-- CreateIndex
CREATE INDEX "MediaFile_sourceHash_idx" ON "MediaFile"("sourceHash");
