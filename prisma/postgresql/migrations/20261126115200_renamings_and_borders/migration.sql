-- AlterTable
ALTER TABLE "Post" ADD COLUMN "withdrawnFrom" TIMESTAMP(3);

-- CreateTable
CREATE TABLE "Renaming" (
    "id" SERIAL NOT NULL,
    "personId" INTEGER NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Renaming_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Renaming_personId_at_idx" ON "Renaming"("personId", "at");

-- CreateIndex
CREATE INDEX "Renaming_at_idx" ON "Renaming"("at");

-- AddForeignKey
ALTER TABLE "Renaming" ADD CONSTRAINT "Renaming_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
