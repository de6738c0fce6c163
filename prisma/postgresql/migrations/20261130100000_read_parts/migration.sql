-- The site keeps which parts of series a member marked as read, if they turned that on.

-- AlterTable
ALTER TABLE "Account" ADD COLUMN "readParts" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "ReadPart" (
    "accountId" INTEGER NOT NULL,
    "postId" INTEGER NOT NULL,
    "readAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ReadPart_pkey" PRIMARY KEY ("accountId","postId")
);

-- CreateIndex
CREATE INDEX "ReadPart_postId_idx" ON "ReadPart"("postId");

-- AddForeignKey
ALTER TABLE "ReadPart" ADD CONSTRAINT "ReadPart_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReadPart" ADD CONSTRAINT "ReadPart_postId_fkey" FOREIGN KEY ("postId") REFERENCES "Post"("id") ON DELETE CASCADE ON UPDATE CASCADE;
