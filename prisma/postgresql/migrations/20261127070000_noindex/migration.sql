-- Search engines are asked to leave a post out where its writers choose so.

-- AlterTable
ALTER TABLE "Post" ADD COLUMN     "noindex" BOOLEAN NOT NULL DEFAULT false;
