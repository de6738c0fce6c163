-- What the spam filter learnt, what it thought of held comments, and by what it recognises near-copies.

-- CreateTable
CREATE TABLE "SpamLesson" (
    "id" SERIAL NOT NULL,
    "commentId" INTEGER,
    "isSpam" BOOLEAN NOT NULL,
    "tokens" TEXT NOT NULL,
    "learnedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "SpamLesson_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SpamToken" (
    "token" TEXT NOT NULL,
    "spam" INTEGER NOT NULL,
    "ham" INTEGER NOT NULL,

    CONSTRAINT "SpamToken_pkey" PRIMARY KEY ("token")
);

-- CreateTable
CREATE TABLE "SpamVerdict" (
    "commentId" INTEGER NOT NULL,
    "score" DOUBLE PRECISION,
    "evidence" TEXT NOT NULL,

    CONSTRAINT "SpamVerdict_pkey" PRIMARY KEY ("commentId")
);

-- CreateTable
CREATE TABLE "SpamShingle" (
    "commentId" INTEGER NOT NULL,
    "hash" INTEGER NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "SpamShingle_pkey" PRIMARY KEY ("commentId", "hash")
);

-- CreateIndex
CREATE UNIQUE INDEX "SpamLesson_commentId_key" ON "SpamLesson"("commentId");

-- CreateIndex
CREATE INDEX "SpamLesson_isSpam_learnedAt_id_idx" ON "SpamLesson"("isSpam", "learnedAt", "id");

-- CreateIndex
CREATE INDEX "SpamShingle_hash_idx" ON "SpamShingle"("hash");

-- CreateIndex
CREATE INDEX "SpamShingle_createdAt_idx" ON "SpamShingle"("createdAt");

-- AddForeignKey
ALTER TABLE "SpamLesson" ADD CONSTRAINT "SpamLesson_commentId_fkey" FOREIGN KEY ("commentId") REFERENCES "Comment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SpamVerdict" ADD CONSTRAINT "SpamVerdict_commentId_fkey" FOREIGN KEY ("commentId") REFERENCES "Comment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SpamShingle" ADD CONSTRAINT "SpamShingle_commentId_fkey" FOREIGN KEY ("commentId") REFERENCES "Comment"("id") ON DELETE CASCADE ON UPDATE CASCADE;
