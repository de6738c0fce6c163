-- CreateTable
CREATE TABLE "FormerHandle" (
    "handle" TEXT NOT NULL PRIMARY KEY,
    "shape" TEXT NOT NULL,
    "personId" INTEGER NOT NULL,
    CONSTRAINT "FormerHandle_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Account" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "personId" INTEGER NOT NULL,
    "email" TEXT NOT NULL,
    "passwordHash" TEXT,
    "role" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'active',
    "notices" BOOLEAN NOT NULL DEFAULT true,
    "webauthnId" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "Account_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Session" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "tokenHash" TEXT NOT NULL,
    "accountId" INTEGER NOT NULL,
    "device" TEXT NOT NULL,
    "address" TEXT,
    "addressDue" DATETIME,
    "createdAt" DATETIME NOT NULL,
    "lastUsedAt" DATETIME NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    CONSTRAINT "Session_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Passkey" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "accountId" INTEGER NOT NULL,
    "credentialId" TEXT NOT NULL,
    "publicKey" TEXT NOT NULL,
    "counter" REAL NOT NULL,
    "transports" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "lastUsedAt" DATETIME,
    CONSTRAINT "Passkey_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Identity" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "accountId" INTEGER NOT NULL,
    "issuer" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "Identity_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Token" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "hash" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "accountId" INTEGER,
    "payload" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "usedAt" DATETIME,
    CONSTRAINT "Token_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "EmailChange" (
    "accountId" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "newEmail" TEXT NOT NULL,
    "oldConfirmedAt" DATETIME,
    "newConfirmedAt" DATETIME,
    "expiresAt" DATETIME NOT NULL,
    CONSTRAINT "EmailChange_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account" ("id") ON DELETE CASCADE ON UPDATE CASCADE
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
ALTER TABLE "Post" ADD COLUMN "submitterId" INTEGER REFERENCES "Person" ("id") ON DELETE SET NULL ON UPDATE CASCADE;

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
