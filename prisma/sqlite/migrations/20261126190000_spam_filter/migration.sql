-- What the spam filter learnt, what it thought of held comments, and by what it recognises near-copies.

-- CreateTable
CREATE TABLE "SpamLesson" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "commentId" INTEGER,
    "isSpam" BOOLEAN NOT NULL,
    "tokens" TEXT NOT NULL,
    "learnedAt" DATETIME NOT NULL,
    CONSTRAINT "SpamLesson_commentId_fkey" FOREIGN KEY ("commentId") REFERENCES "Comment" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "SpamToken" (
    "token" TEXT NOT NULL PRIMARY KEY,
    "spam" INTEGER NOT NULL,
    "ham" INTEGER NOT NULL
);

-- CreateTable
CREATE TABLE "SpamVerdict" (
    "commentId" INTEGER NOT NULL PRIMARY KEY,
    "score" REAL,
    "evidence" TEXT NOT NULL,
    CONSTRAINT "SpamVerdict_commentId_fkey" FOREIGN KEY ("commentId") REFERENCES "Comment" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "SpamShingle" (
    "commentId" INTEGER NOT NULL,
    "hash" INTEGER NOT NULL,
    "createdAt" DATETIME NOT NULL,

    PRIMARY KEY ("commentId", "hash"),
    CONSTRAINT "SpamShingle_commentId_fkey" FOREIGN KEY ("commentId") REFERENCES "Comment" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "SpamLesson_commentId_key" ON "SpamLesson"("commentId");

-- CreateIndex
CREATE INDEX "SpamLesson_isSpam_learnedAt_id_idx" ON "SpamLesson"("isSpam", "learnedAt", "id");

-- CreateIndex
CREATE INDEX "SpamShingle_hash_idx" ON "SpamShingle"("hash");

-- CreateIndex
CREATE INDEX "SpamShingle_createdAt_idx" ON "SpamShingle"("createdAt");
