-- Members suggest to the editors that a response become a post.
CREATE TABLE "Nomination" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "commentId" INTEGER NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'open',
    "deciderId" INTEGER,
    "createdAt" DATETIME NOT NULL,
    "decidedAt" DATETIME,
    CONSTRAINT "Nomination_commentId_fkey" FOREIGN KEY ("commentId") REFERENCES "Comment" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Nomination_deciderId_fkey" FOREIGN KEY ("deciderId") REFERENCES "Person" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

CREATE TABLE "Nominator" (
    "nominationId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "createdAt" DATETIME NOT NULL,

    PRIMARY KEY ("nominationId", "personId"),
    CONSTRAINT "Nominator_nominationId_fkey" FOREIGN KEY ("nominationId") REFERENCES "Nomination" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Nominator_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE UNIQUE INDEX "Nomination_commentId_key" ON "Nomination"("commentId");

CREATE INDEX "Nomination_status_createdAt_id_idx" ON "Nomination"("status", "createdAt", "id");

CREATE INDEX "Nomination_deciderId_idx" ON "Nomination"("deciderId");

CREATE INDEX "Nominator_personId_createdAt_idx" ON "Nominator"("personId", "createdAt");
