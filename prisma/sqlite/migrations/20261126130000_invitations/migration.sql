-- Invitations are a table of their own: they were tokens with JSON. Each keeps its number and its hash, so that its link works.
-- CreateTable
CREATE TABLE "Invitation" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "hash" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "email" TEXT,
    "personId" INTEGER,
    "inviterId" INTEGER,
    "joinedId" INTEGER,
    "createdAt" DATETIME NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "usedAt" DATETIME,
    "revokedAt" DATETIME,
    CONSTRAINT "Invitation_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Invitation_inviterId_fkey" FOREIGN KEY ("inviterId") REFERENCES "Account" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Invitation_joinedId_fkey" FOREIGN KEY ("joinedId") REFERENCES "Account" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

INSERT INTO "Invitation" ("id", "hash", "role", "email", "personId", "inviterId", "joinedId", "createdAt", "expiresAt", "usedAt")
SELECT "Token"."id", "hash", COALESCE(json_extract("payload", '$.role'), 'reader'), json_extract("payload", '$.email'),
       "Person"."id", "Account"."id", "Token"."accountId", "Token"."createdAt", "expiresAt", "usedAt"
FROM "Token"
LEFT JOIN "Person" ON "Person"."id" = json_extract("payload", '$.personId')
LEFT JOIN "Account" ON "Account"."id" = json_extract("payload", '$.by')
WHERE "purpose" = 'invitation';

-- AlterTable
ALTER TABLE "Token" ADD COLUMN "invitationId" INTEGER REFERENCES "Invitation" ("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A link that was asked for by an invitation which has been revoked since is good for nothing: it must not become one without.
DELETE FROM "Token"
WHERE "purpose" = 'join' AND json_extract("payload", '$.invitation') IS NOT NULL
  AND json_extract("payload", '$.invitation') NOT IN (SELECT "id" FROM "Invitation");
UPDATE "Token"
SET "invitationId" = json_extract("payload", '$.invitation'), "payload" = json_remove("payload", '$.invitation')
WHERE "purpose" = 'join' AND json_extract("payload", '$.invitation') IS NOT NULL;
DELETE FROM "Token" WHERE "purpose" = 'invitation';

-- CreateIndex
CREATE UNIQUE INDEX "Invitation_hash_key" ON "Invitation"("hash");

-- CreateIndex
CREATE INDEX "Invitation_createdAt_id_idx" ON "Invitation"("createdAt", "id");

-- CreateIndex
CREATE INDEX "Invitation_expiresAt_idx" ON "Invitation"("expiresAt");

-- CreateIndex
CREATE INDEX "Invitation_email_idx" ON "Invitation"("email");

-- CreateIndex
CREATE INDEX "Invitation_personId_idx" ON "Invitation"("personId");

-- CreateIndex
CREATE INDEX "Invitation_inviterId_idx" ON "Invitation"("inviterId");

-- CreateIndex
CREATE INDEX "Invitation_joinedId_idx" ON "Invitation"("joinedId");

-- CreateIndex
CREATE INDEX "Token_invitationId_idx" ON "Token"("invitationId");
