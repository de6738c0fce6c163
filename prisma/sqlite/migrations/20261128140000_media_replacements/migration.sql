-- An upload that was replaced points to the one that stands in its place now. Where that was replaced too, it pointed to the one between.
-- Each statement halves the way.
UPDATE "Media" SET "replacedById" = (SELECT "next"."replacedById" FROM "Media" AS "next" WHERE "next"."id" = "Media"."replacedById")
WHERE "replacedById" IN (SELECT "id" FROM "Media" WHERE "replacedById" IS NOT NULL);

UPDATE "Media" SET "replacedById" = (SELECT "next"."replacedById" FROM "Media" AS "next" WHERE "next"."id" = "Media"."replacedById")
WHERE "replacedById" IN (SELECT "id" FROM "Media" WHERE "replacedById" IS NOT NULL);

UPDATE "Media" SET "replacedById" = (SELECT "next"."replacedById" FROM "Media" AS "next" WHERE "next"."id" = "Media"."replacedById")
WHERE "replacedById" IN (SELECT "id" FROM "Media" WHERE "replacedById" IS NOT NULL);

UPDATE "Media" SET "replacedById" = (SELECT "next"."replacedById" FROM "Media" AS "next" WHERE "next"."id" = "Media"."replacedById")
WHERE "replacedById" IN (SELECT "id" FROM "Media" WHERE "replacedById" IS NOT NULL);

UPDATE "Media" SET "replacedById" = (SELECT "next"."replacedById" FROM "Media" AS "next" WHERE "next"."id" = "Media"."replacedById")
WHERE "replacedById" IN (SELECT "id" FROM "Media" WHERE "replacedById" IS NOT NULL);
