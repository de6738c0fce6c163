-- A person may say that their responses are not to be quoted elsewhere.

-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "quotable" BOOLEAN NOT NULL DEFAULT true;
