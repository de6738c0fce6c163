-- Readers report responses and posts to the moderators.

-- CreateTable
CREATE TABLE "Report" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "commentId" INTEGER,
    "pingbackId" INTEGER,
    "postId" INTEGER,
    "reason" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "personId" INTEGER,
    "name" TEXT NOT NULL DEFAULT '',
    "email" TEXT,
    "key" TEXT NOT NULL,
    "secretHash" TEXT,
    "confirmedAt" DATETIME,
    "status" TEXT NOT NULL DEFAULT 'open',
    "deciderId" INTEGER,
    "createdAt" DATETIME NOT NULL,
    "decidedAt" DATETIME,
    CONSTRAINT "Report_commentId_fkey" FOREIGN KEY ("commentId") REFERENCES "Comment" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Report_pingbackId_fkey" FOREIGN KEY ("pingbackId") REFERENCES "Pingback" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Report_postId_fkey" FOREIGN KEY ("postId") REFERENCES "Post" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Report_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Report_deciderId_fkey" FOREIGN KEY ("deciderId") REFERENCES "Person" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "Report_key_key" ON "Report"("key");

-- CreateIndex
CREATE UNIQUE INDEX "Report_secretHash_key" ON "Report"("secretHash");

-- CreateIndex
CREATE INDEX "Report_status_createdAt_id_idx" ON "Report"("status", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Report_commentId_idx" ON "Report"("commentId");

-- CreateIndex
CREATE INDEX "Report_pingbackId_idx" ON "Report"("pingbackId");

-- CreateIndex
CREATE INDEX "Report_postId_idx" ON "Report"("postId");

-- CreateIndex
CREATE INDEX "Report_personId_status_idx" ON "Report"("personId", "status");

-- CreateIndex
CREATE INDEX "Report_deciderId_idx" ON "Report"("deciderId");
