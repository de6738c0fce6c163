CREATE TABLE "SearchEntry" (
    "key" BIGINT NOT NULL PRIMARY KEY,
    "kind" INTEGER NOT NULL,
    "thingId" INTEGER NOT NULL,
    "postId" INTEGER,
    "facets" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "version" INTEGER NOT NULL
);

CREATE UNIQUE INDEX "SearchEntry_kind_thingId_key" ON "SearchEntry"("kind", "thingId");

CREATE INDEX "SearchEntry_postId_key_idx" ON "SearchEntry"("postId", "key");

CREATE INDEX "SearchEntry_version_key_idx" ON "SearchEntry"("version", "key");

CREATE TABLE "SearchFilling" (
    "id" INTEGER NOT NULL PRIMARY KEY DEFAULT 1,
    "version" INTEGER NOT NULL,
    "language" TEXT NOT NULL,
    "endedAt" DATETIME
);

CREATE TABLE "SearchWord" (
    "stem" TEXT NOT NULL PRIMARY KEY,
    "n" INTEGER NOT NULL
);

-- The words arrive as the site has split and stemmed them, so the tokenizer only separates them at spaces. Their texts are not kept twice.
CREATE VIRTUAL TABLE "SearchText" USING fts5(title, text, facets, content='', contentless_delete=1, tokenize='ascii');

CREATE VIRTUAL TABLE "SearchTitle" USING fts5(title, content='', contentless_delete=1, tokenize='ascii', prefix='1 2 3');

CREATE VIRTUAL TABLE "SearchVocabulary" USING fts5vocab("SearchText", 'row');
