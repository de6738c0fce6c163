-- A text never has a NUL in it: PostgreSQL holds none, and a copy to it would end at the first. Each becomes U+FFFD, as CommonMark
-- reads it, so what was derived from a text stays what it was. SQLite’s replace() doesn’t find it, so it is cut out one by one.

UPDATE "Site" SET "name" = (
  WITH RECURSIVE "healed"("text") AS (
    SELECT CAST("name" AS BLOB)
    UNION ALL
    SELECT CAST(substr("text", 1, instr("text", x'00') - 1) || x'EFBFBD' || substr("text", instr("text", x'00') + 1) AS BLOB)
    FROM "healed" WHERE instr("text", x'00') > 0
  )
  SELECT CAST("text" AS TEXT) FROM "healed" WHERE instr("text", x'00') = 0
) WHERE instr(CAST("name" AS BLOB), x'00') > 0;

UPDATE "Site" SET "tagline" = (
  WITH RECURSIVE "healed"("text") AS (
    SELECT CAST("tagline" AS BLOB)
    UNION ALL
    SELECT CAST(substr("text", 1, instr("text", x'00') - 1) || x'EFBFBD' || substr("text", instr("text", x'00') + 1) AS BLOB)
    FROM "healed" WHERE instr("text", x'00') > 0
  )
  SELECT CAST("text" AS TEXT) FROM "healed" WHERE instr("text", x'00') = 0
) WHERE instr(CAST("tagline" AS BLOB), x'00') > 0;

UPDATE "Site" SET "aboutSource" = (
  WITH RECURSIVE "healed"("text") AS (
    SELECT CAST("aboutSource" AS BLOB)
    UNION ALL
    SELECT CAST(substr("text", 1, instr("text", x'00') - 1) || x'EFBFBD' || substr("text", instr("text", x'00') + 1) AS BLOB)
    FROM "healed" WHERE instr("text", x'00') > 0
  )
  SELECT CAST("text" AS TEXT) FROM "healed" WHERE instr("text", x'00') = 0
) WHERE instr(CAST("aboutSource" AS BLOB), x'00') > 0;

UPDATE "Site" SET "rulesSource" = (
  WITH RECURSIVE "healed"("text") AS (
    SELECT CAST("rulesSource" AS BLOB)
    UNION ALL
    SELECT CAST(substr("text", 1, instr("text", x'00') - 1) || x'EFBFBD' || substr("text", instr("text", x'00') + 1) AS BLOB)
    FROM "healed" WHERE instr("text", x'00') > 0
  )
  SELECT CAST("text" AS TEXT) FROM "healed" WHERE instr("text", x'00') = 0
) WHERE instr(CAST("rulesSource" AS BLOB), x'00') > 0;

UPDATE "Person" SET "name" = (
  WITH RECURSIVE "healed"("text") AS (
    SELECT CAST("name" AS BLOB)
    UNION ALL
    SELECT CAST(substr("text", 1, instr("text", x'00') - 1) || x'EFBFBD' || substr("text", instr("text", x'00') + 1) AS BLOB)
    FROM "healed" WHERE instr("text", x'00') > 0
  )
  SELECT CAST("text" AS TEXT) FROM "healed" WHERE instr("text", x'00') = 0
) WHERE instr(CAST("name" AS BLOB), x'00') > 0;

UPDATE "Person" SET "bioSource" = (
  WITH RECURSIVE "healed"("text") AS (
    SELECT CAST("bioSource" AS BLOB)
    UNION ALL
    SELECT CAST(substr("text", 1, instr("text", x'00') - 1) || x'EFBFBD' || substr("text", instr("text", x'00') + 1) AS BLOB)
    FROM "healed" WHERE instr("text", x'00') > 0
  )
  SELECT CAST("text" AS TEXT) FROM "healed" WHERE instr("text", x'00') = 0
) WHERE instr(CAST("bioSource" AS BLOB), x'00') > 0;

UPDATE "Person" SET "bioHtml" = (
  WITH RECURSIVE "healed"("text") AS (
    SELECT CAST("bioHtml" AS BLOB)
    UNION ALL
    SELECT CAST(substr("text", 1, instr("text", x'00') - 1) || x'EFBFBD' || substr("text", instr("text", x'00') + 1) AS BLOB)
    FROM "healed" WHERE instr("text", x'00') > 0
  )
  SELECT CAST("text" AS TEXT) FROM "healed" WHERE instr("text", x'00') = 0
) WHERE instr(CAST("bioHtml" AS BLOB), x'00') > 0;

UPDATE "Person" SET "site" = (
  WITH RECURSIVE "healed"("text") AS (
    SELECT CAST("site" AS BLOB)
    UNION ALL
    SELECT CAST(substr("text", 1, instr("text", x'00') - 1) || x'EFBFBD' || substr("text", instr("text", x'00') + 1) AS BLOB)
    FROM "healed" WHERE instr("text", x'00') > 0
  )
  SELECT CAST("text" AS TEXT) FROM "healed" WHERE instr("text", x'00') = 0
) WHERE instr(CAST("site" AS BLOB), x'00') > 0;

UPDATE "Series" SET "title" = (
  WITH RECURSIVE "healed"("text") AS (
    SELECT CAST("title" AS BLOB)
    UNION ALL
    SELECT CAST(substr("text", 1, instr("text", x'00') - 1) || x'EFBFBD' || substr("text", instr("text", x'00') + 1) AS BLOB)
    FROM "healed" WHERE instr("text", x'00') > 0
  )
  SELECT CAST("text" AS TEXT) FROM "healed" WHERE instr("text", x'00') = 0
) WHERE instr(CAST("title" AS BLOB), x'00') > 0;

UPDATE "Series" SET "introSource" = (
  WITH RECURSIVE "healed"("text") AS (
    SELECT CAST("introSource" AS BLOB)
    UNION ALL
    SELECT CAST(substr("text", 1, instr("text", x'00') - 1) || x'EFBFBD' || substr("text", instr("text", x'00') + 1) AS BLOB)
    FROM "healed" WHERE instr("text", x'00') > 0
  )
  SELECT CAST("text" AS TEXT) FROM "healed" WHERE instr("text", x'00') = 0
) WHERE instr(CAST("introSource" AS BLOB), x'00') > 0;

UPDATE "Series" SET "introHtml" = (
  WITH RECURSIVE "healed"("text") AS (
    SELECT CAST("introHtml" AS BLOB)
    UNION ALL
    SELECT CAST(substr("text", 1, instr("text", x'00') - 1) || x'EFBFBD' || substr("text", instr("text", x'00') + 1) AS BLOB)
    FROM "healed" WHERE instr("text", x'00') > 0
  )
  SELECT CAST("text" AS TEXT) FROM "healed" WHERE instr("text", x'00') = 0
) WHERE instr(CAST("introHtml" AS BLOB), x'00') > 0;

UPDATE "Post" SET "title" = (
  WITH RECURSIVE "healed"("text") AS (
    SELECT CAST("title" AS BLOB)
    UNION ALL
    SELECT CAST(substr("text", 1, instr("text", x'00') - 1) || x'EFBFBD' || substr("text", instr("text", x'00') + 1) AS BLOB)
    FROM "healed" WHERE instr("text", x'00') > 0
  )
  SELECT CAST("text" AS TEXT) FROM "healed" WHERE instr("text", x'00') = 0
) WHERE instr(CAST("title" AS BLOB), x'00') > 0;

UPDATE "Post" SET "summary" = (
  WITH RECURSIVE "healed"("text") AS (
    SELECT CAST("summary" AS BLOB)
    UNION ALL
    SELECT CAST(substr("text", 1, instr("text", x'00') - 1) || x'EFBFBD' || substr("text", instr("text", x'00') + 1) AS BLOB)
    FROM "healed" WHERE instr("text", x'00') > 0
  )
  SELECT CAST("text" AS TEXT) FROM "healed" WHERE instr("text", x'00') = 0
) WHERE instr(CAST("summary" AS BLOB), x'00') > 0;

UPDATE "Post" SET "source" = (
  WITH RECURSIVE "healed"("text") AS (
    SELECT CAST("source" AS BLOB)
    UNION ALL
    SELECT CAST(substr("text", 1, instr("text", x'00') - 1) || x'EFBFBD' || substr("text", instr("text", x'00') + 1) AS BLOB)
    FROM "healed" WHERE instr("text", x'00') > 0
  )
  SELECT CAST("text" AS TEXT) FROM "healed" WHERE instr("text", x'00') = 0
) WHERE instr(CAST("source" AS BLOB), x'00') > 0;

UPDATE "Post" SET "html" = (
  WITH RECURSIVE "healed"("text") AS (
    SELECT CAST("html" AS BLOB)
    UNION ALL
    SELECT CAST(substr("text", 1, instr("text", x'00') - 1) || x'EFBFBD' || substr("text", instr("text", x'00') + 1) AS BLOB)
    FROM "healed" WHERE instr("text", x'00') > 0
  )
  SELECT CAST("text" AS TEXT) FROM "healed" WHERE instr("text", x'00') = 0
) WHERE instr(CAST("html" AS BLOB), x'00') > 0;

UPDATE "Post" SET "excerpt" = (
  WITH RECURSIVE "healed"("text") AS (
    SELECT CAST("excerpt" AS BLOB)
    UNION ALL
    SELECT CAST(substr("text", 1, instr("text", x'00') - 1) || x'EFBFBD' || substr("text", instr("text", x'00') + 1) AS BLOB)
    FROM "healed" WHERE instr("text", x'00') > 0
  )
  SELECT CAST("text" AS TEXT) FROM "healed" WHERE instr("text", x'00') = 0
) WHERE instr(CAST("excerpt" AS BLOB), x'00') > 0;

UPDATE "Comment" SET "guestName" = (
  WITH RECURSIVE "healed"("text") AS (
    SELECT CAST("guestName" AS BLOB)
    UNION ALL
    SELECT CAST(substr("text", 1, instr("text", x'00') - 1) || x'EFBFBD' || substr("text", instr("text", x'00') + 1) AS BLOB)
    FROM "healed" WHERE instr("text", x'00') > 0
  )
  SELECT CAST("text" AS TEXT) FROM "healed" WHERE instr("text", x'00') = 0
) WHERE instr(CAST("guestName" AS BLOB), x'00') > 0;

UPDATE "Comment" SET "guestEmail" = (
  WITH RECURSIVE "healed"("text") AS (
    SELECT CAST("guestEmail" AS BLOB)
    UNION ALL
    SELECT CAST(substr("text", 1, instr("text", x'00') - 1) || x'EFBFBD' || substr("text", instr("text", x'00') + 1) AS BLOB)
    FROM "healed" WHERE instr("text", x'00') > 0
  )
  SELECT CAST("text" AS TEXT) FROM "healed" WHERE instr("text", x'00') = 0
) WHERE instr(CAST("guestEmail" AS BLOB), x'00') > 0;

UPDATE "Comment" SET "guestSite" = (
  WITH RECURSIVE "healed"("text") AS (
    SELECT CAST("guestSite" AS BLOB)
    UNION ALL
    SELECT CAST(substr("text", 1, instr("text", x'00') - 1) || x'EFBFBD' || substr("text", instr("text", x'00') + 1) AS BLOB)
    FROM "healed" WHERE instr("text", x'00') > 0
  )
  SELECT CAST("text" AS TEXT) FROM "healed" WHERE instr("text", x'00') = 0
) WHERE instr(CAST("guestSite" AS BLOB), x'00') > 0;

UPDATE "Comment" SET "source" = (
  WITH RECURSIVE "healed"("text") AS (
    SELECT CAST("source" AS BLOB)
    UNION ALL
    SELECT CAST(substr("text", 1, instr("text", x'00') - 1) || x'EFBFBD' || substr("text", instr("text", x'00') + 1) AS BLOB)
    FROM "healed" WHERE instr("text", x'00') > 0
  )
  SELECT CAST("text" AS TEXT) FROM "healed" WHERE instr("text", x'00') = 0
) WHERE instr(CAST("source" AS BLOB), x'00') > 0;

UPDATE "Comment" SET "html" = (
  WITH RECURSIVE "healed"("text") AS (
    SELECT CAST("html" AS BLOB)
    UNION ALL
    SELECT CAST(substr("text", 1, instr("text", x'00') - 1) || x'EFBFBD' || substr("text", instr("text", x'00') + 1) AS BLOB)
    FROM "healed" WHERE instr("text", x'00') > 0
  )
  SELECT CAST("text" AS TEXT) FROM "healed" WHERE instr("text", x'00') = 0
) WHERE instr(CAST("html" AS BLOB), x'00') > 0;

UPDATE "Comment" SET "excerpt" = (
  WITH RECURSIVE "healed"("text") AS (
    SELECT CAST("excerpt" AS BLOB)
    UNION ALL
    SELECT CAST(substr("text", 1, instr("text", x'00') - 1) || x'EFBFBD' || substr("text", instr("text", x'00') + 1) AS BLOB)
    FROM "healed" WHERE instr("text", x'00') > 0
  )
  SELECT CAST("text" AS TEXT) FROM "healed" WHERE instr("text", x'00') = 0
) WHERE instr(CAST("excerpt" AS BLOB), x'00') > 0;

UPDATE "Pingback" SET "sentence" = (
  WITH RECURSIVE "healed"("text") AS (
    SELECT CAST("sentence" AS BLOB)
    UNION ALL
    SELECT CAST(substr("text", 1, instr("text", x'00') - 1) || x'EFBFBD' || substr("text", instr("text", x'00') + 1) AS BLOB)
    FROM "healed" WHERE instr("text", x'00') > 0
  )
  SELECT CAST("text" AS TEXT) FROM "healed" WHERE instr("text", x'00') = 0
) WHERE instr(CAST("sentence" AS BLOB), x'00') > 0;

UPDATE "Tag" SET "name" = (
  WITH RECURSIVE "healed"("text") AS (
    SELECT CAST("name" AS BLOB)
    UNION ALL
    SELECT CAST(substr("text", 1, instr("text", x'00') - 1) || x'EFBFBD' || substr("text", instr("text", x'00') + 1) AS BLOB)
    FROM "healed" WHERE instr("text", x'00') > 0
  )
  SELECT CAST("text" AS TEXT) FROM "healed" WHERE instr("text", x'00') = 0
) WHERE instr(CAST("name" AS BLOB), x'00') > 0;

UPDATE "Passkey" SET "name" = (
  WITH RECURSIVE "healed"("text") AS (
    SELECT CAST("name" AS BLOB)
    UNION ALL
    SELECT CAST(substr("text", 1, instr("text", x'00') - 1) || x'EFBFBD' || substr("text", instr("text", x'00') + 1) AS BLOB)
    FROM "healed" WHERE instr("text", x'00') > 0
  )
  SELECT CAST("text" AS TEXT) FROM "healed" WHERE instr("text", x'00') = 0
) WHERE instr(CAST("name" AS BLOB), x'00') > 0;

UPDATE "Identity" SET "subject" = (
  WITH RECURSIVE "healed"("text") AS (
    SELECT CAST("subject" AS BLOB)
    UNION ALL
    SELECT CAST(substr("text", 1, instr("text", x'00') - 1) || x'EFBFBD' || substr("text", instr("text", x'00') + 1) AS BLOB)
    FROM "healed" WHERE instr("text", x'00') > 0
  )
  SELECT CAST("text" AS TEXT) FROM "healed" WHERE instr("text", x'00') = 0
) WHERE instr(CAST("subject" AS BLOB), x'00') > 0;

UPDATE "Identity" SET "label" = (
  WITH RECURSIVE "healed"("text") AS (
    SELECT CAST("label" AS BLOB)
    UNION ALL
    SELECT CAST(substr("text", 1, instr("text", x'00') - 1) || x'EFBFBD' || substr("text", instr("text", x'00') + 1) AS BLOB)
    FROM "healed" WHERE instr("text", x'00') > 0
  )
  SELECT CAST("text" AS TEXT) FROM "healed" WHERE instr("text", x'00') = 0
) WHERE instr(CAST("label" AS BLOB), x'00') > 0;

UPDATE "Job" SET "error" = (
  WITH RECURSIVE "healed"("text") AS (
    SELECT CAST("error" AS BLOB)
    UNION ALL
    SELECT CAST(substr("text", 1, instr("text", x'00') - 1) || x'EFBFBD' || substr("text", instr("text", x'00') + 1) AS BLOB)
    FROM "healed" WHERE instr("text", x'00') > 0
  )
  SELECT CAST("text" AS TEXT) FROM "healed" WHERE instr("text", x'00') = 0
) WHERE instr(CAST("error" AS BLOB), x'00') > 0;
