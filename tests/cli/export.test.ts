import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openDatabase } from "~/platform/database/database.server";
import { newDatabaseUrl, temporaryFolder } from "../factories/database";
import { post, writeContent } from "./content";
import { runHere } from "./here";

const FILES = {
  "people/ken.md": "---\nhandle: ken\nname: Ken\n---\n",
  "posts/good.md": post("good", "2026-03-01T00:00:00Z"),
};

test("writes what was imported as it was, says what it wrote, and refuses a folder with files", async () => {
  const DATABASE_URL = await newDatabaseUrl();
  await runHere(["import", "content", writeContent(FILES), "--as", "my-blog"], { DATABASE_URL });
  const folder = path.join(temporaryFolder(), "out");
  const exported = await runHere(["export", "content", folder], { DATABASE_URL });
  expect(exported).toEqual({
    code: 0,
    said: `Exported 1 post, 0 conversations, 1 person and 0 uploads to ${folder}.\n`,
  });
  for (const [name, text] of Object.entries(FILES))
    expect(readFileSync(path.join(folder, name), "utf8")).toBe(text);
  expect(readFileSync(path.join(folder, ".longtable-import"), "utf8")).toBe("my-blog\n");
  expect(await runHere(["export", "content", folder, "--all"], { DATABASE_URL })).toEqual({
    code: 1,
    said: `Choose another folder, or empty it first: there are files in ${folder}.\n`,
  });
  const again = await runHere(["import", "content", folder], { DATABASE_URL });
  expect(again.said).toMatch(/^Posts: 0 published, 0 changed, 1 unchanged/);
});

test("an import over a post that was edited on the site lists it and ends with 3, and with --force takes the file", async () => {
  const DATABASE_URL = await newDatabaseUrl();
  const folder = writeContent(FILES);
  await runHere(["import", "content", folder], { DATABASE_URL });
  const db = openDatabase(DATABASE_URL);
  onTestFinished(() => db.close());
  await db.post.updateMany({ data: { source: "Edited here." } });
  const kept = await runHere(["import", "content", folder], { DATABASE_URL });
  expect([kept.code, kept.said]).toEqual([
    3,
    expect.stringMatching(
      /^Posts: .*\nNot changed: .*\/posts\/good\.md:2 \/posts\/good was edited on the site, last saved on 2026-03-01, and stays as it is\. Different: text\. To take the file, add --force: .*\n$/,
    ),
  ]);
  const forced = await runHere(["import", "content", folder, "--force"], { DATABASE_URL });
  expect([forced.code, forced.said]).toEqual([0, expect.stringContaining(" 1 changed,")]);
});

test("warns that a folder with everything is private", async () => {
  const folder = path.join(temporaryFolder(), "out");
  const { code, said } = await runHere(["export", "content", folder, "--all"], {
    DATABASE_URL: await newDatabaseUrl(),
  });
  expect([code, said]).toEqual([0, expect.stringMatching(/not-published\/: keep it private\.\n$/)]);
  expect(existsSync(path.join(folder, "not-published/README.txt"))).toBe(true);
});

test.each([
  [["content"], "Missing DIR."],
  [["posts", "out"], 'Unknown kind of export "posts". Use content.'],
  [["content", "out", "--everything"], "Unknown option --everything."],
])("explains the wrong arguments %j", async (words, problem) => {
  const { code, said } = await runHere(["export", ...words], {});
  expect([code, said]).toEqual([2, expect.stringContaining(`${problem}\n\nUsage:\n`)]);
});
