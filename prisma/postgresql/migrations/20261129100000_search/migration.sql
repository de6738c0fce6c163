CREATE TABLE "SearchEntry" (
    "key" BIGINT NOT NULL,
    "kind" INTEGER NOT NULL,
    "thingId" INTEGER NOT NULL,
    "postId" INTEGER,
    "facets" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "version" INTEGER NOT NULL,

    CONSTRAINT "SearchEntry_pkey" PRIMARY KEY ("key")
);

CREATE UNIQUE INDEX "SearchEntry_kind_thingId_key" ON "SearchEntry"("kind", "thingId");

CREATE INDEX "SearchEntry_postId_key_idx" ON "SearchEntry"("postId", "key");

CREATE INDEX "SearchEntry_version_key_idx" ON "SearchEntry"("version", "key");

CREATE TABLE "SearchFilling" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "version" INTEGER NOT NULL,
    "language" TEXT NOT NULL,
    "endedAt" TIMESTAMP(3),

    CONSTRAINT "SearchFilling_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "SearchWord" (
    "stem" TEXT NOT NULL,
    "n" INTEGER NOT NULL,

    CONSTRAINT "SearchWord_pkey" PRIMARY KEY ("stem")
);

-- The column words has the same words as the vector, in their order: a vector forgets places after the 256th of a word, and all after
-- the 16,383rd.
CREATE TABLE "SearchText" (
    "rowid" BIGINT NOT NULL,
    "vector" tsvector NOT NULL,
    "words" TEXT NOT NULL,

    CONSTRAINT "SearchText_pkey" PRIMARY KEY ("rowid")
);

CREATE INDEX "SearchText_vector_idx" ON "SearchText" USING GIN ("vector");

CREATE TABLE "SearchTitle" (
    "rowid" BIGINT NOT NULL,
    "vector" tsvector NOT NULL,

    CONSTRAINT "SearchTitle_pkey" PRIMARY KEY ("rowid")
);

CREATE INDEX "SearchTitle_vector_idx" ON "SearchTitle" USING GIN ("vector");
