-- Members mute people for themselves, and a line of the settings stands by the forms.

-- AlterTable
ALTER TABLE "Site" ADD COLUMN "reminder" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "Mute" (
    "accountId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "createdAt" DATETIME NOT NULL,

    PRIMARY KEY ("accountId", "personId"),
    CONSTRAINT "Mute_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Mute_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "Mute_personId_idx" ON "Mute"("personId");
