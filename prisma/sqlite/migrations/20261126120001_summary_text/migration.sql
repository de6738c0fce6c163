-- What lists show of a summary, with smart punctuation. Until the site has rendered its posts again, what was typed.
ALTER TABLE "Post" ADD COLUMN "summaryText" TEXT NOT NULL DEFAULT '';
UPDATE "Post" SET "summaryText" = "summary";
