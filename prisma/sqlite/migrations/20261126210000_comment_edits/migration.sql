-- Writers edit their comments, and readers can open the texts before an edit.

-- AlterTable
ALTER TABLE "Comment" ADD COLUMN "editedAt" DATETIME;

-- CreateTable
CREATE TABLE "CommentVersion" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "commentId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "CommentVersion_commentId_fkey" FOREIGN KEY ("commentId") REFERENCES "Comment" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "CommentVersion_commentId_number_key" ON "CommentVersion"("commentId", "number");
