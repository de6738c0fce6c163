-- Somebody who is blocked asks for another look at the block.

-- CreateTable
CREATE TABLE "BlockAppeal" (
    "id" SERIAL NOT NULL,
    "blockId" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "personId" INTEGER,
    "secretHash" TEXT,
    "text" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'open',
    "answererId" INTEGER,
    "words" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMP(3) NOT NULL,
    "answeredAt" TIMESTAMP(3),

    CONSTRAINT "BlockAppeal_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "BlockAppeal_key_key" ON "BlockAppeal"("key");

-- CreateIndex
CREATE UNIQUE INDEX "BlockAppeal_secretHash_key" ON "BlockAppeal"("secretHash");

-- CreateIndex
CREATE INDEX "BlockAppeal_status_createdAt_id_idx" ON "BlockAppeal"("status", "createdAt", "id");

-- CreateIndex
CREATE INDEX "BlockAppeal_blockId_idx" ON "BlockAppeal"("blockId");

-- CreateIndex
CREATE INDEX "BlockAppeal_personId_idx" ON "BlockAppeal"("personId");

-- CreateIndex
CREATE INDEX "BlockAppeal_answererId_idx" ON "BlockAppeal"("answererId");

-- AddForeignKey
ALTER TABLE "BlockAppeal" ADD CONSTRAINT "BlockAppeal_blockId_fkey" FOREIGN KEY ("blockId") REFERENCES "Block"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BlockAppeal" ADD CONSTRAINT "BlockAppeal_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BlockAppeal" ADD CONSTRAINT "BlockAppeal_answererId_fkey" FOREIGN KEY ("answererId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;
