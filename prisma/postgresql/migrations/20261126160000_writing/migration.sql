-- Posts that are written in the browser: drafts, their copies, and the published versions of each post.

-- CreateTable
CREATE TABLE "Revision" (
    "id" SERIAL NOT NULL,
    "postId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "personId" INTEGER,
    "title" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "removedAt" TIMESTAMP(3),

    CONSTRAINT "Revision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Draft" (
    "id" SERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "postId" INTEGER,
    "ownerId" INTEGER,
    "status" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "details" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "postedVersion" INTEGER,
    "basedOn" INTEGER NOT NULL DEFAULT 0,
    "savedById" INTEGER,
    "savedAt" TIMESTAMP(3) NOT NULL,
    "savedForm" TEXT NOT NULL,
    "savedFrom" INTEGER NOT NULL DEFAULT 0,
    "savedNumber" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "submittedAt" TIMESTAMP(3),
    "binnedAt" TIMESTAMP(3),

    CONSTRAINT "Draft_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DraftWriter" (
    "draftId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,

    CONSTRAINT "DraftWriter_pkey" PRIMARY KEY ("draftId", "personId")
);

-- CreateTable
CREATE TABLE "DraftCopy" (
    "id" SERIAL NOT NULL,
    "draftId" INTEGER NOT NULL,
    "form" TEXT NOT NULL,
    "number" INTEGER NOT NULL DEFAULT 0,
    "personId" INTEGER,
    "title" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "details" TEXT NOT NULL,
    "basedOn" INTEGER NOT NULL,
    "savedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "DraftCopy_pkey" PRIMARY KEY ("id")
);

-- AlterTable
ALTER TABLE "Site" ADD COLUMN "licence" TEXT NOT NULL DEFAULT '';
ALTER TABLE "Post" ADD COLUMN "language" TEXT,
ADD COLUMN "licence" TEXT,
ADD COLUMN "version" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN "editedAt" TIMESTAMP(3);

-- CreateIndex
CREATE INDEX "Revision_personId_idx" ON "Revision"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "Revision_postId_number_key" ON "Revision"("postId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "Draft_key_key" ON "Draft"("key");

-- CreateIndex
CREATE UNIQUE INDEX "Draft_postId_key" ON "Draft"("postId");

-- CreateIndex
CREATE INDEX "Draft_ownerId_savedAt_id_idx" ON "Draft"("ownerId", "savedAt", "id");

-- CreateIndex
CREATE INDEX "Draft_savedById_idx" ON "Draft"("savedById");

-- CreateIndex
CREATE INDEX "Draft_status_submittedAt_id_idx" ON "Draft"("status", "submittedAt", "id");

-- CreateIndex
CREATE INDEX "Draft_binnedAt_id_idx" ON "Draft"("binnedAt", "id");

-- CreateIndex
CREATE INDEX "DraftWriter_personId_idx" ON "DraftWriter"("personId");

-- CreateIndex
CREATE INDEX "DraftCopy_personId_idx" ON "DraftCopy"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "DraftCopy_draftId_form_key" ON "DraftCopy"("draftId", "form");




-- AddForeignKey
ALTER TABLE "Revision" ADD CONSTRAINT "Revision_postId_fkey" FOREIGN KEY ("postId") REFERENCES "Post"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Revision" ADD CONSTRAINT "Revision_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Draft" ADD CONSTRAINT "Draft_postId_fkey" FOREIGN KEY ("postId") REFERENCES "Post"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Draft" ADD CONSTRAINT "Draft_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Draft" ADD CONSTRAINT "Draft_savedById_fkey" FOREIGN KEY ("savedById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DraftWriter" ADD CONSTRAINT "DraftWriter_draftId_fkey" FOREIGN KEY ("draftId") REFERENCES "Draft"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DraftWriter" ADD CONSTRAINT "DraftWriter_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DraftCopy" ADD CONSTRAINT "DraftCopy_draftId_fkey" FOREIGN KEY ("draftId") REFERENCES "Draft"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DraftCopy" ADD CONSTRAINT "DraftCopy_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- A published post is its first revision. Scheduled posts and drafts get theirs when they are published.
INSERT INTO "Revision" ("postId", "number", "title", "summary", "source", "createdAt")
SELECT "id", 1, "title", "summary", "source", COALESCE("publishedAt", "createdAt") FROM "Post" WHERE "status" = 'published';
UPDATE "Post" SET "version" = 1 WHERE "status" = 'published';
-- Until now a post counted as edited a day after its publication.
UPDATE "Post" SET "editedAt" = "updatedAt" WHERE "status" = 'published' AND "updatedAt" > "publishedAt" + INTERVAL '1 day';
-- A withdrawn post was a draft with the date of its publication.
UPDATE "Post" SET "status" = 'withdrawn' WHERE "status" = 'draft' AND "withdrawnFrom" IS NOT NULL;
