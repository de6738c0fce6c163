-- A post can be published without an e-mail to its followers.

-- AlterTable
ALTER TABLE "Post" ADD COLUMN "quiet" BOOLEAN NOT NULL DEFAULT false;
