-- A person may state an ORCID iD.

-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "orcid" TEXT;
