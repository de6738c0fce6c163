-- Posts that are written in the browser: drafts, their copies, and the published versions of each post.

-- CreateTable
CREATE TABLE "Revision" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "postId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "personId" INTEGER,
    "title" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "removedAt" DATETIME,
    CONSTRAINT "Revision_postId_fkey" FOREIGN KEY ("postId") REFERENCES "Post" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Revision_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Draft" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
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
    "savedAt" DATETIME NOT NULL,
    "savedForm" TEXT NOT NULL,
    "savedFrom" INTEGER NOT NULL DEFAULT 0,
    "savedNumber" INTEGER NOT NULL DEFAULT 0,
    "createdAt" DATETIME NOT NULL,
    "submittedAt" DATETIME,
    "binnedAt" DATETIME,
    CONSTRAINT "Draft_postId_fkey" FOREIGN KEY ("postId") REFERENCES "Post" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Draft_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "Person" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Draft_savedById_fkey" FOREIGN KEY ("savedById") REFERENCES "Person" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "DraftWriter" (
    "draftId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,

    PRIMARY KEY ("draftId", "personId"),
    CONSTRAINT "DraftWriter_draftId_fkey" FOREIGN KEY ("draftId") REFERENCES "Draft" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "DraftWriter_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "DraftCopy" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "draftId" INTEGER NOT NULL,
    "form" TEXT NOT NULL,
    "number" INTEGER NOT NULL DEFAULT 0,
    "personId" INTEGER,
    "title" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "details" TEXT NOT NULL,
    "basedOn" INTEGER NOT NULL,
    "savedAt" DATETIME NOT NULL,
    CONSTRAINT "DraftCopy_draftId_fkey" FOREIGN KEY ("draftId") REFERENCES "Draft" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "DraftCopy_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- AlterTable
ALTER TABLE "Site" ADD COLUMN "licence" TEXT NOT NULL DEFAULT '';
ALTER TABLE "Post" ADD COLUMN "language" TEXT;
ALTER TABLE "Post" ADD COLUMN "licence" TEXT;
ALTER TABLE "Post" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "Post" ADD COLUMN "editedAt" DATETIME;

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



-- A published post is its first revision. Scheduled posts and drafts get theirs when they are published.
INSERT INTO "Revision" ("postId", "number", "title", "summary", "source", "createdAt")
SELECT "id", 1, "title", "summary", "source", COALESCE("publishedAt", "createdAt") FROM "Post" WHERE "status" = 'published';
UPDATE "Post" SET "version" = 1 WHERE "status" = 'published';
-- Until now a post counted as edited a day after its publication.
UPDATE "Post" SET "editedAt" = "updatedAt" WHERE "status" = 'published' AND "updatedAt" - "publishedAt" > 86400000;
-- A withdrawn post was a draft with the date of its publication.
UPDATE "Post" SET "status" = 'withdrawn' WHERE "status" = 'draft' AND "withdrawnFrom" IS NOT NULL;
