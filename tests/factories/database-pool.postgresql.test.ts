import pg from "pg";
import { expect, inject, test } from "vitest";
import { newDatabaseUrl, openDeps } from "./database";
import { releaseDatabase, takeReleased } from "./database-pool";
import { createDraft } from "./drafts";
import { decide } from "./moderation";
import { createPage } from "./pages";
import { createMember } from "./people";
import { createComment, createPost } from "./posts";
import { openRaw } from "./raw-database";

const takeAny = () => takeReleased(inject("databaseTemplate"));

/** A database in use by this test, while no other is released. */
async function newAlone(): Promise<string> {
  while (await takeAny()) {}
  return newDatabaseUrl();
}

test("empties the tables of a database used again, and restarts their numbers", async () => {
  const url = await newAlone();
  for (const _use of ["second", "third"]) {
    releaseDatabase(url);
    const deps = await openDeps();
    const postId = await createPost(deps, { slug: "only" });
    const commentId = await createComment(deps, postId);
    expect([postId, commentId, await deps.db.comment.count()]).toEqual([1, 1, 1]);
    const [{ name } = {}] = await deps.db.$queryRaw<{ name?: string }[]>`SELECT current_database() AS name`;
    expect(`/${name}`).toBe(new URL(url).pathname);
    await deps.db.close();
  }
});

test("uses a database again after a test that wrote a few rows into many tables, though their indexes are large", async () => {
  const url = await newAlone();
  releaseDatabase(url);
  const deps = await openDeps();
  const postId = await createPost(deps, { slug: "only", tags: ["a tag"], source: "See [it](/posts/only)." });
  const viewer = await createMember(deps.db, "zoe", { role: "administrator" });
  await createDraft(deps.db, viewer);
  await createPage(deps);
  await decide(deps, viewer, "mark-spam", [await createComment(deps, postId)]);
  const [size] = await deps.db.$queryRaw<{ bytes: number }[]>`
    SELECT sum(pg_total_relation_size(oid))::int AS bytes FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND pg_relation_size(oid) > 0`;
  expect(size?.bytes).toBeGreaterThan(1_000_000);
  await deps.db.close();
  releaseDatabase(url);
  expect(await takeAny()).toBe(url);
});

test.each([
  ["a table was created", 'CREATE TABLE "New" ("id" INT)'],
  ["a table was analyzed", 'ANALYZE "Post"'],
  [
    "a setting was changed",
    "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET jit = off', current_database()); END $$",
  ],
  ["a migration was forgotten", "DELETE FROM _prisma_migrations WHERE migration_name LIKE '%links'"],
  [
    "it has grown",
    `INSERT INTO "Change" ("keys", "at") SELECT repeat('key ', 100), now() FROM generate_series(1, 9000)`,
  ],
])("does not use a database again when %s", async (_what, sql) => {
  const url = await newAlone();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql);
  await client.end();
  releaseDatabase(url);
  expect(await takeAny()).toBeUndefined();
});

test("does not use a database again while something is connected to it", async () => {
  const url = await newAlone();
  await openRaw(url);
  releaseDatabase(url);
  expect(await takeAny()).toBeUndefined();
});
