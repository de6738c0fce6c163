-- A site can ask crawlers that collect texts for AI to stay away.

-- AlterTable
ALTER TABLE "Site" ADD COLUMN "aiCrawlersAway" TEXT NOT NULL DEFAULT 'no';
