-- Notes and secret links of drafts, and what the e-mails and the failure of a publication rest on.

-- CreateTable
CREATE TABLE "DraftNote" (
    "id" SERIAL NOT NULL,
    "draftId" INTEGER NOT NULL,
    "personId" INTEGER,
    "quote" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "resolvedAt" TIMESTAMP(3),

    CONSTRAINT "DraftNote_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DraftLink" (
    "id" SERIAL NOT NULL,
    "draftId" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "personId" INTEGER,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "revokedAt" TIMESTAMP(3),

    CONSTRAINT "DraftLink_pkey" PRIMARY KEY ("id")
);

-- AlterTable
ALTER TABLE "Draft" ADD COLUMN "toldAt" TIMESTAMP(3);
ALTER TABLE "Post" ADD COLUMN "failedAt" TIMESTAMP(3);

-- AddForeignKey
ALTER TABLE "DraftNote" ADD CONSTRAINT "DraftNote_draftId_fkey" FOREIGN KEY ("draftId") REFERENCES "Draft"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "DraftNote" ADD CONSTRAINT "DraftNote_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "DraftLink" ADD CONSTRAINT "DraftLink_draftId_fkey" FOREIGN KEY ("draftId") REFERENCES "Draft"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "DraftLink" ADD CONSTRAINT "DraftLink_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- CreateIndex
CREATE INDEX "DraftNote_draftId_createdAt_id_idx" ON "DraftNote"("draftId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "DraftNote_personId_idx" ON "DraftNote"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "DraftLink_hash_key" ON "DraftLink"("hash");

-- CreateIndex
CREATE INDEX "DraftLink_draftId_idx" ON "DraftLink"("draftId");

-- CreateIndex
CREATE INDEX "DraftLink_personId_idx" ON "DraftLink"("personId");

-- CreateIndex
CREATE INDEX "DraftLink_expiresAt_idx" ON "DraftLink"("expiresAt");
