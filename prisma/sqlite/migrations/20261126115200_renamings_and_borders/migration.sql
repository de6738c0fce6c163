-- AlterTable
ALTER TABLE "Post" ADD COLUMN "withdrawnFrom" DATETIME;

-- CreateTable
CREATE TABLE "Renaming" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "personId" INTEGER NOT NULL,
    "at" DATETIME NOT NULL,
    CONSTRAINT "Renaming_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "Renaming_personId_at_idx" ON "Renaming"("personId", "at");

-- CreateIndex
CREATE INDEX "Renaming_at_idx" ON "Renaming"("at");
