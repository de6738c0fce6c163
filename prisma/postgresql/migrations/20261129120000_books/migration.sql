-- E-books of series and tags that readers asked for.

-- CreateTable
CREATE TABLE "Book" (
    "kind" TEXT NOT NULL,
    "sourceId" INTEGER NOT NULL,
    "withResponses" BOOLEAN NOT NULL,
    "askedAt" TIMESTAMP(3),
    "askedBy" TEXT,
    "done" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER NOT NULL DEFAULT 0,
    "refusal" TEXT,
    "name" TEXT,
    "bytes" INTEGER,
    "madeAt" TIMESTAMP(3),

    CONSTRAINT "Book_pkey" PRIMARY KEY ("kind","sourceId","withResponses")
);

-- CreateIndex
CREATE INDEX "Book_askedBy_idx" ON "Book"("askedBy");

-- CreateIndex
CREATE INDEX "Book_madeAt_idx" ON "Book"("madeAt");
