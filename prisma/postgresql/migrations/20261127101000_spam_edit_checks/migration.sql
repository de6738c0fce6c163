-- What the spam service said about an edit that waits, if one is set.

-- CreateTable
CREATE TABLE "SpamEditCheck" (
    "editId" INTEGER NOT NULL,
    "isSpam" BOOLEAN NOT NULL,
    "sealed" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "SpamEditCheck_pkey" PRIMARY KEY ("editId")
);

-- CreateIndex
CREATE INDEX "SpamEditCheck_createdAt_idx" ON "SpamEditCheck"("createdAt");

-- AddForeignKey
ALTER TABLE "SpamEditCheck" ADD CONSTRAINT "SpamEditCheck_editId_fkey" FOREIGN KEY ("editId") REFERENCES "HeldEdit"("id") ON DELETE CASCADE ON UPDATE CASCADE;
