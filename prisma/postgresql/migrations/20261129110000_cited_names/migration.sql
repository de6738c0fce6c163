-- A person may say how citations name them.

-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "familyName" TEXT,
ADD COLUMN     "givenName" TEXT;
