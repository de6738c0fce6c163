-- CreateTable
CREATE TABLE "FormerHandle" (
    "handle" TEXT NOT NULL,
    "shape" TEXT NOT NULL,
    "personId" INTEGER NOT NULL,

    CONSTRAINT "FormerHandle_pkey" PRIMARY KEY ("handle")
);

-- CreateTable
CREATE TABLE "Account" (
    "id" SERIAL NOT NULL,
    "personId" INTEGER NOT NULL,
    "email" TEXT NOT NULL,
    "passwordHash" TEXT,
    "role" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'active',
    "notices" BOOLEAN NOT NULL DEFAULT true,
    "webauthnId" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Session" (
    "id" SERIAL NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "accountId" INTEGER NOT NULL,
    "device" TEXT NOT NULL,
    "address" TEXT,
    "addressDue" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL,
    "lastUsedAt" TIMESTAMP(3) NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Passkey" (
    "id" SERIAL NOT NULL,
    "accountId" INTEGER NOT NULL,
    "credentialId" TEXT NOT NULL,
    "publicKey" TEXT NOT NULL,
    "counter" DOUBLE PRECISION NOT NULL,
    "transports" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "lastUsedAt" TIMESTAMP(3),

    CONSTRAINT "Passkey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Identity" (
    "id" SERIAL NOT NULL,
    "accountId" INTEGER NOT NULL,
    "issuer" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Identity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Token" (
    "id" SERIAL NOT NULL,
    "hash" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "accountId" INTEGER,
    "payload" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "usedAt" TIMESTAMP(3),

    CONSTRAINT "Token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "EmailChange" (
    "accountId" INTEGER NOT NULL,
    "newEmail" TEXT NOT NULL,
    "oldConfirmedAt" TIMESTAMP(3),
    "newConfirmedAt" TIMESTAMP(3),
    "expiresAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "EmailChange_pkey" PRIMARY KEY ("accountId")
);

-- AlterTable
ALTER TABLE "Person" ADD COLUMN "shape" TEXT NOT NULL DEFAULT '';
ALTER TABLE "Person" ADD COLUMN "site" TEXT;
ALTER TABLE "Person" ADD COLUMN "status" TEXT NOT NULL DEFAULT 'present';
ALTER TABLE "Site" ADD COLUMN "rulesSource" TEXT NOT NULL DEFAULT '';
ALTER TABLE "Site" ADD COLUMN "rulesHtml" TEXT NOT NULL DEFAULT '';
ALTER TABLE "Site" ADD COLUMN "joining" TEXT NOT NULL DEFAULT 'open';
ALTER TABLE "Site" ADD COLUMN "newRole" TEXT NOT NULL DEFAULT 'reader';
ALTER TABLE "Site" ADD COLUMN "renderVersion" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "Person" ADD COLUMN "renderVersion" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "Series" ADD COLUMN "renderVersion" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "Post" ADD COLUMN "submitterId" INTEGER;

-- As accounts have theirs: who joins with an address is offered what they wrote with it as a guest.
UPDATE "Comment" SET "guestEmail" = lower("guestEmail") WHERE "guestEmail" <> lower("guestEmail");

-- As people/handle.ts has it: what looks alike is the same.
UPDATE "Person" SET "shape" = replace(replace(replace(replace(replace(replace("handle", '-', ''), '0', 'o'), '1', 'l'), 'i', 'l'), 'rn', 'm'), 'vv', 'w');

-- CreateIndex
CREATE UNIQUE INDEX "Account_personId_key" ON "Account"("personId");
CREATE UNIQUE INDEX "Account_email_key" ON "Account"("email");
CREATE UNIQUE INDEX "Account_webauthnId_key" ON "Account"("webauthnId");
CREATE INDEX "Account_role_id_idx" ON "Account"("role", "id");
CREATE UNIQUE INDEX "Session_tokenHash_key" ON "Session"("tokenHash");
CREATE INDEX "Session_accountId_lastUsedAt_idx" ON "Session"("accountId", "lastUsedAt");
CREATE INDEX "Session_expiresAt_idx" ON "Session"("expiresAt");
CREATE INDEX "Session_addressDue_idx" ON "Session"("addressDue");
CREATE UNIQUE INDEX "Passkey_credentialId_key" ON "Passkey"("credentialId");
CREATE INDEX "Passkey_accountId_idx" ON "Passkey"("accountId");
CREATE INDEX "Identity_accountId_idx" ON "Identity"("accountId");
CREATE UNIQUE INDEX "Identity_issuer_subject_key" ON "Identity"("issuer", "subject");
CREATE UNIQUE INDEX "Token_hash_key" ON "Token"("hash");
CREATE INDEX "Token_accountId_purpose_idx" ON "Token"("accountId", "purpose");
CREATE INDEX "Token_purpose_createdAt_id_idx" ON "Token"("purpose", "createdAt", "id");
CREATE INDEX "Token_expiresAt_idx" ON "Token"("expiresAt");
CREATE INDEX "Comment_guestEmail_createdAt_id_idx" ON "Comment"("guestEmail", "createdAt", "id");
CREATE INDEX "FormerHandle_personId_idx" ON "FormerHandle"("personId");
CREATE INDEX "FormerHandle_shape_idx" ON "FormerHandle"("shape");
CREATE INDEX "Person_shape_idx" ON "Person"("shape");
CREATE INDEX "Person_renderVersion_id_idx" ON "Person"("renderVersion", "id");
CREATE INDEX "Series_renderVersion_id_idx" ON "Series"("renderVersion", "id");
CREATE INDEX "Post_submitterId_createdAt_id_idx" ON "Post"("submitterId", "createdAt", "id");

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Session" ADD CONSTRAINT "Session_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Passkey" ADD CONSTRAINT "Passkey_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Identity" ADD CONSTRAINT "Identity_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Token" ADD CONSTRAINT "Token_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "EmailChange" ADD CONSTRAINT "EmailChange_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Post" ADD CONSTRAINT "Post_submitterId_fkey" FOREIGN KEY ("submitterId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "FormerHandle" ADD CONSTRAINT "FormerHandle_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
