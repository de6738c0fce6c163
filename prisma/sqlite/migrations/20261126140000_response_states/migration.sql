-- A comment takes its number and its path when it is first approved. What was "removed" has no words any more: that is "erased" now,
-- and "removed" means hidden, with its words kept. The depth followed from the path, and nothing read it.
--
-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Comment" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "postId" INTEGER NOT NULL,
    "parentId" INTEGER,
    "number" INTEGER,
    "path" TEXT,
    "status" TEXT NOT NULL,
    "personId" INTEGER,
    "guestName" TEXT,
    "guestEmail" TEXT,
    "guestSite" TEXT,
    "source" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "excerpt" TEXT NOT NULL,
    "renderVersion" INTEGER NOT NULL,
    "idPrefix" TEXT NOT NULL DEFAULT '',
    "origin" TEXT,
    "createdAt" DATETIME NOT NULL,
    "replyCount" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "Comment_postId_fkey" FOREIGN KEY ("postId") REFERENCES "Post" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Comment_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "Comment" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Comment_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
INSERT INTO "new_Comment" ("createdAt", "excerpt", "guestEmail", "guestName", "guestSite", "html", "id", "idPrefix", "number", "origin", "parentId", "path", "personId", "postId", "renderVersion", "replyCount", "source", "status") SELECT "createdAt", "excerpt", "guestEmail", "guestName", "guestSite", "html", "id", "idPrefix", "number", "origin", "parentId", "path", "personId", "postId", "renderVersion", "replyCount", "source", CASE "status" WHEN 'removed' THEN 'erased' ELSE "status" END FROM "Comment";
-- The ids of deleted comments are not given again.
DELETE FROM sqlite_sequence WHERE name = 'new_Comment';
INSERT INTO sqlite_sequence (name, seq) SELECT 'new_Comment', seq FROM sqlite_sequence WHERE name = 'Comment';
DROP TABLE "Comment";
ALTER TABLE "new_Comment" RENAME TO "Comment";
CREATE UNIQUE INDEX "Comment_origin_key" ON "Comment"("origin");
CREATE INDEX "Comment_parentId_idx" ON "Comment"("parentId");
CREATE INDEX "Comment_personId_createdAt_id_idx" ON "Comment"("personId", "createdAt", "id");
CREATE INDEX "Comment_guestEmail_createdAt_id_idx" ON "Comment"("guestEmail", "createdAt", "id");
CREATE INDEX "Comment_status_createdAt_id_idx" ON "Comment"("status", "createdAt", "id");
CREATE INDEX "Comment_renderVersion_id_idx" ON "Comment"("renderVersion", "id");
CREATE UNIQUE INDEX "Comment_postId_path_key" ON "Comment"("postId", "path");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
