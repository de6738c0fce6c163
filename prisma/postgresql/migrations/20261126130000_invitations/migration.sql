-- Invitations are a table of their own: they were tokens with JSON. Each keeps its number and its hash, so that its link works.
-- CreateTable
CREATE TABLE "Invitation" (
    "id" SERIAL NOT NULL,
    "hash" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "email" TEXT,
    "personId" INTEGER,
    "inviterId" INTEGER,
    "joinedId" INTEGER,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "usedAt" TIMESTAMP(3),
    "revokedAt" TIMESTAMP(3),

    CONSTRAINT "Invitation_pkey" PRIMARY KEY ("id")
);

INSERT INTO "Invitation" ("id", "hash", "role", "email", "personId", "inviterId", "joinedId", "createdAt", "expiresAt", "usedAt")
SELECT "Token"."id", "hash", COALESCE("payload"::json ->> 'role', 'reader'), "payload"::json ->> 'email',
       "Person"."id", "Account"."id", "Token"."accountId", "Token"."createdAt", "expiresAt", "usedAt"
FROM "Token"
LEFT JOIN "Person" ON "Person"."id" = ("payload"::json ->> 'personId')::integer
LEFT JOIN "Account" ON "Account"."id" = ("payload"::json ->> 'by')::integer
WHERE "purpose" = 'invitation';
SELECT setval(pg_get_serial_sequence('"Invitation"', 'id'), COALESCE(MAX("id"), 1), MAX("id") IS NOT NULL) FROM "Invitation";

-- AlterTable
ALTER TABLE "Token" ADD COLUMN "invitationId" INTEGER;

-- A link that was asked for by an invitation which has been revoked since is good for nothing: it must not become one without.
DELETE FROM "Token"
WHERE "purpose" = 'join' AND "payload"::json ->> 'invitation' IS NOT NULL
  AND ("payload"::json ->> 'invitation')::integer NOT IN (SELECT "id" FROM "Invitation");
UPDATE "Token"
SET "invitationId" = ("payload"::json ->> 'invitation')::integer, "payload" = ("payload"::jsonb - 'invitation')::text
WHERE "purpose" = 'join' AND "payload"::json ->> 'invitation' IS NOT NULL;
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

-- AddForeignKey
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_inviterId_fkey" FOREIGN KEY ("inviterId") REFERENCES "Account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_joinedId_fkey" FOREIGN KEY ("joinedId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Token" ADD CONSTRAINT "Token_invitationId_fkey" FOREIGN KEY ("invitationId") REFERENCES "Invitation"("id") ON DELETE CASCADE ON UPDATE CASCADE;
