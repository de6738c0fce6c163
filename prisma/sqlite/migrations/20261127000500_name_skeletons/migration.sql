-- Guests cannot sign with a name that looks like that of somebody on the site.

-- AlterTable
ALTER TABLE "Person" ADD COLUMN "nameSkeleton" TEXT;

-- CreateIndex
CREATE INDEX "Person_nameSkeleton_idx" ON "Person"("nameSkeleton");
