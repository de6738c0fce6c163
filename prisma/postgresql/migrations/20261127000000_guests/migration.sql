-- Guests are recognised by their browser or by an address that they confirmed, and can ask for e-mail about their comments.

-- CreateTable
CREATE TABLE "Guest" (
    "id" SERIAL NOT NULL,
    "secretHash" TEXT,
    "emailHash" TEXT,
    "confirmedAt" TIMESTAMP(3),
    "noEmails" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Guest_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Guest_secretHash_key" ON "Guest"("secretHash");

-- CreateIndex
CREATE INDEX "Guest_emailHash_idx" ON "Guest"("emailHash");

-- CreateIndex
CREATE INDEX "Guest_expiresAt_idx" ON "Guest"("expiresAt");

-- AlterTable
ALTER TABLE "Comment" ADD COLUMN     "emailAskedAt" TIMESTAMP(3),
ADD COLUMN     "guestId" INTEGER;

-- CreateIndex
CREATE INDEX "Comment_guestId_status_idx" ON "Comment"("guestId", "status");

-- AddForeignKey
ALTER TABLE "Comment" ADD CONSTRAINT "Comment_guestId_fkey" FOREIGN KEY ("guestId") REFERENCES "Guest"("id") ON DELETE SET NULL ON UPDATE CASCADE;
