-- A save whose answer was lost is known when it is repeated, also after another form has saved.

-- CreateTable
CREATE TABLE "DraftForm" (
    "draftId" INTEGER NOT NULL,
    "form" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "digest" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "savedAt" DATETIME NOT NULL,

    PRIMARY KEY ("draftId", "form"),
    CONSTRAINT "DraftForm_draftId_fkey" FOREIGN KEY ("draftId") REFERENCES "Draft" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "DraftForm_draftId_savedAt_idx" ON "DraftForm"("draftId", "savedAt");
