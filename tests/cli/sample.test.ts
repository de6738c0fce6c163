import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { newDatabaseUrl, temporaryFolder } from "../factories/database";
import { openTestSite } from "../factories/site";
import { run } from "./command";
import { post, writeContent } from "./content";
import { runHere } from "./here";

const sample = (name: string) => readFileSync(path.join("content", name), "utf8");
/** A part of the sample blog, in a folder with a person and a post of the owner's. */
const CONTENT = {
  "site.md": sample("site.md"),
  "people/maren.md": sample("people/maren.md"),
  "people/ken.md": "---\nhandle: ken\nname: Ken\n---\n",
  "posts/why.md": sample("posts/why-this-table-is-long.md"),
  "posts/mine.md": `${post("mine", "2026-03-02")}As [the table](/posts/why-this-table-is-long) says.\n`,
  "conversations/why.yml":
    "post: why-this-table-is-long\nresponses:\n  - name: Ada\n    at: 2026-03-03\n    body: So true.\n",
};

async function openFilled() {
  const env = { DATABASE_URL: await newDatabaseUrl(), DATA_DIR: temporaryFolder() };
  const filled = await openTestSite({ databaseUrl: env.DATABASE_URL, content: writeContent(CONTENT) });
  const { db } = filled.services;
  const counts = async () => [await db.post.count(), await db.comment.count(), await db.person.count()];
  expect(await counts()).toEqual([2, 1, 2]);
  return { ...filled, env, counts };
}

test("lists the sample blog, and removes it only after confirmation and a backup", async () => {
  const { env, counts, get } = await openFilled();
  const listed = await runHere(["sample", "remove"], env);
  expect([listed.code, await counts()]).toEqual([2, [2, 1, 2]]);
  for (const line of [
    "Why this table is long (/posts/why-this-table-is-long, 2 responses)",
    "sample remove --yes",
  ])
    expect(listed.said).toContain(line);
  expect(listed.said).not.toContain("About mine");

  const { code, said } = await run(["sample", "remove", "--yes"], env);
  expect([code, said]).toEqual([
    0,
    expect.stringContaining("Removed 1 sample post with all responses, 1 person, 0 series and 0 pages.\n"),
  ]);
  const backup = /npm run longtable -- restore (\S+) --replace/.exec(said)?.[1] ?? "";
  expect([await counts(), existsSync(backup)]).toEqual([[1, 0, 1], true]);
  // The remaining site works and nowhere mentions the sample.
  for (const page of ["/", "/posts/mine", "/tags", "/series", "/archive", "/people/ken"]) {
    const answer = await get(page);
    expect([page, answer.status, (await answer.text()).match(/sample|invented|talk that follows/i)]).toEqual([
      ...[page, 200, null],
    ]);
  }
  expect(await runHere(["sample", "remove"], env)).toEqual({
    code: 0,
    said: "This site has no sample blog.\n",
  });
});

test("removes nothing if the backup fails", async () => {
  const { env, counts } = await openFilled();
  writeFileSync(path.join(env.DATA_DIR, "backups"), "a file where a folder should be");
  const { code, said } = await runHere(["sample", "remove", "--yes"], env);
  expect([code, await counts()]).toEqual([1, [2, 1, 2]]);
  const folder = path.join(env.DATA_DIR, "backups");
  expect(said).toContain(
    `Nothing was removed, because the backup in ${folder} failed: a file is in the place of its folder.\n`,
  );
});

test("shows the sample note only on posts of the sample", async () => {
  const { get } = await openFilled();
  const says = async (slug: string) => (await (await get(`/posts/${slug}`)).text()).includes("sample-note");
  expect([await says("why-this-table-is-long"), await says("mine")]).toEqual([true, false]);
});

test("refuses to remove the sample blog while it is being published", async () => {
  const { env, counts, services } = await openFilled();
  await services.db.site.updateMany({ data: { fillingUntil: new Date(Date.now() + 60_000) } });
  const { code, said } = await runHere(["sample", "remove", "--yes"], env);
  expect([code, await counts()]).toEqual([1, [2, 1, 2]]);
  expect(said).toContain("being published right now");
});

test("does not fill the site again after the sample blog was removed", async () => {
  const env = { DATABASE_URL: await newDatabaseUrl(), DATA_DIR: temporaryFolder() };
  const content = writeContent({
    "people/maren.md": CONTENT["people/maren.md"],
    "posts/why.md": CONTENT["posts/why.md"],
  });
  await openTestSite({ databaseUrl: env.DATABASE_URL, content });
  expect((await runHere(["sample", "remove", "--yes"], env)).code).toBe(0);
  const site = await openTestSite({ databaseUrl: env.DATABASE_URL, content });
  expect([await site.services.db.post.count(), (await site.get("/")).status]).toEqual([0, 200]);
  mkdirSync(path.join(env.DATA_DIR, "backups"), { recursive: true });
  expect(readdirSync(path.join(env.DATA_DIR, "backups"))).toHaveLength(1);
});

test.each([
  [["polish"], 'Unknown action "polish".'],
  [["remove", "--now"], "Unknown option --now."],
  [["remove", "all"], 'Unexpected argument "all".'],
])("refuses %s with the problem and the usage", async (words, problem) => {
  const { code, said } = await runHere(["sample", ...words], { DATABASE_URL: await newDatabaseUrl() });
  expect([code, said]).toEqual([2, expect.stringContaining(`${problem}\n\nUsage:\n`)]);
  expect(said).toContain("sample remove [--yes]\n");
});
