import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { newDatabaseUrl } from "../factories/database";
import { openTestSite } from "../factories/site";
import { run } from "./command";
import { post, writeContent } from "./content";
import { runHere } from "./here";

const CONTENT = {
  "people/ken.md": "---\nhandle: ken\nname: Ken\n---\n",
  "posts/good.md": post("good", "2026-03-01"),
  "posts/better.md": post("better", "2026-03-02"),
  "posts/bad.md": post("bad", "soon"),
};

test("reports a file with an error by line and field, imports the others, and adds no duplicates when repeated", async () => {
  const response = (name: string, body: string) =>
    `  - name: ${name}\n    at: 2026-03-04T09:00:00Z\n    body: ${body}\n`;
  const conversation = (...responses: string[]) => `post: good\nresponses:\n${responses.join("")}`;
  const folder = writeContent({
    ...CONTENT,
    "conversations/good.yml": conversation(response("Ada", "Hm."), response("Bo", "Well."), "  - name: Cy\n"),
  });
  const DATABASE_URL = await newDatabaseUrl();
  const first = await run(["import", "content", folder], { DATABASE_URL });
  expect([first.code, first.said]).toEqual([
    1,
    `This import is named ${path.basename(folder).toLowerCase()}. The name is saved in .longtable-import in the folder.
Posts: 2 published, 0 changed, 0 unchanged. Responses: 3 found; 2 new, 0 changed, 0 unchanged, 1 skipped.
Skipped: ${folder}/posts/bad.md:4 date should be a date, such as 2026-03-30 or 2026-03-30T09:00:00Z
Skipped: ${folder}/conversations/good.yml:9 responses.2.at is missing. Add it, for example at: 2026-03-30T09:00:00Z (and 1 more)
`,
  ]);
  writeFileSync(path.join(folder, "posts/bad.md"), post("bad", "2026-03-03"));
  writeFileSync(
    path.join(folder, "conversations/good.yml"),
    conversation(response("Ada", "Hm."), response("Bo", "Indeed."), response("Cy", "Yes.")),
  );
  const second = await runHere(["import", "content", folder], { DATABASE_URL });
  expect([second.code, second.said]).toEqual([
    0,
    "Posts: 1 published, 0 changed, 2 unchanged. Responses: 3 found; 1 new, 1 changed, 1 unchanged, 0 skipped.\n",
  ]);
  const site = await openTestSite({ databaseUrl: DATABASE_URL });
  expect(await site.services.db.post.count()).toBe(3);
});

test("stores the import's name in the folder and in origins, without the folder's path", async () => {
  const folder = writeContent(CONTENT);
  const DATABASE_URL = await newDatabaseUrl();
  const named = await runHere(["import", "content", folder, "--as", "my-blog"], { DATABASE_URL });
  expect(named.said).toContain("This import is named my-blog.");
  expect(readFileSync(path.join(folder, ".longtable-import"), "utf8")).toBe("my-blog\n");
  const again = await runHere(["import", "content", folder], { DATABASE_URL });
  expect(again.said).toMatch(/^Posts: 0 published, 0 changed, 2 unchanged/);
  const site = await openTestSite({ databaseUrl: DATABASE_URL });
  const rows = await site.services.db.post.findMany({ orderBy: { slug: "asc" }, select: { origin: true } });
  expect(rows.map(({ origin }) => origin)).toEqual([
    "import:my-blog:posts/better.md",
    "import:my-blog:posts/good.md",
  ]);
});

test("refuses a folder with the name of an earlier import", async () => {
  const inFolder = Object.entries(CONTENT).map(([name, text]) => [`Blog/${name}`, text]);
  const folders = [1, 2].map(() => path.join(writeContent(Object.fromEntries(inFolder)), "Blog"));
  const [one = "", two = ""] = folders;
  const DATABASE_URL = await newDatabaseUrl();
  await runHere(["import", "content", one], { DATABASE_URL });
  const { code, said } = await runHere(["import", "content", two], { DATABASE_URL });
  expect([code, said]).toEqual([
    1,
    expect.stringMatching(
      /^There is already an import named blog\. If it was this folder, add --as blog\. If not, .*--as blog-2/,
    ),
  ]);
});

test.each([
  ["an invalid name", "My Blog", "--as My Blog is not a valid name."],
  ["a path", "/srv/blog", "--as /srv/blog is not a valid name."],
  [
    "the sample blog's name",
    "sample",
    "Choose another name for --as: sample is the name of the sample blog.",
  ],
])("refuses --as with %s", async (_what, given, reason) => {
  const DATABASE_URL = await newDatabaseUrl();
  const { code, said } = await runHere(["import", "content", writeContent(CONTENT), "--as", given], {
    DATABASE_URL,
  });
  expect([code, said]).toEqual([2, expect.stringContaining(reason)]);
});

test.each([
  ["without arguments", [], 2, "Missing content."],
  ["without a folder", ["content"], 2, "Missing DIR."],
  ["a file", ["content", "package.json"], 1, "package.json is a file."],
  ["an unknown kind", ["feelings", "a"], 2, 'Unknown kind of import "feelings".'],
  ["too many arguments", ["content", "a", "b"], 2, 'Unexpected argument "b".'],
  ["a missing folder", ["content", "/nowhere/at/all"], 1, "Folder not found: /nowhere/at/all"],
])("refuses to import %s, with a reason", async (_what, words, code, reason) => {
  const answer = await runHere(["import", ...words], { DATABASE_URL: await newDatabaseUrl() });
  expect(answer.code).toBe(code);
  expect(answer.said).toContain(reason);
});
