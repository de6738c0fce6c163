-- Moderators close a post to replies by guests, or by everyone, and say why.

-- AlterTable
ALTER TABLE "Post" ADD COLUMN     "closedWords" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "repliesFrom" TEXT NOT NULL DEFAULT 'everyone';
