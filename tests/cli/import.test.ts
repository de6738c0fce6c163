import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { newDatabaseUrl } from "../factories/database";
import { openTestSite } from "../factories/site";
import { run } from "./command";
import { post, writeContent } from "./content";

const CONTENT = {
  "people/ken.md": "---\nhandle: ken\nname: Ken\n---\n",
  "posts/good.md": post("good", "2026-03-01"),
  "posts/better.md": post("better", "2026-03-02"),
  "posts/bad.md": post("bad", "soon"),
};

test("a file with a fault is named with its line and field, and the others are published; again, nothing is doubled", async () => {
  const folder = writeContent(CONTENT);
  const DATABASE_URL = await newDatabaseUrl();
  const first = await run(["import", "content", folder], { DATABASE_URL });
  expect([first.code, first.said]).toEqual([
    1,
    `Posts: 2 published, 0 changed, 0 as before. Responses: 0.
Left out: ${folder}/posts/bad.md:4 date should be a date, such as 2026-03-30T09:00:00Z
`,
  ]);
  writeFileSync(path.join(folder, "posts/bad.md"), post("bad", "2026-03-03"));
  const second = await run(["import", "content", folder], { DATABASE_URL });
  expect([second.code, second.said]).toEqual([
    0,
    "Posts: 1 published, 0 changed, 2 as before. Responses: 0.\n",
  ]);
  const site = await openTestSite({ databaseUrl: DATABASE_URL });
  expect(await site.ground.db.post.count()).toBe(3);
});

test.each([
  ["nothing", [], 2, "Say what to import"],
  ["something unknown", ["feelings"], 2, "Say what to import"],
  ["too much", ["content", "a", "b"], 2, "Say what to import"],
  ["a folder that isn't there", ["content", "/nowhere/at/all"], 1, "There is no folder /nowhere/at/all."],
])("to import %s is answered with a reason", async (_what, words, code, reason) => {
  const answer = await run(["import", ...words], { DATABASE_URL: await newDatabaseUrl() });
  expect(answer.code).toBe(code);
  expect(answer.said).toContain(reason);
});
