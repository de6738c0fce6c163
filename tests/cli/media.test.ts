// Moving the files of uploads between a folder and an S3 store.

import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../factories/database";
import { startS3 } from "../media/store/s3-server";
import { listBelow } from "../portability/backup/backups";
import { longtable } from "./command";
import { runHere } from "./here";

const FILES = 24;

/** A data folder with files of uploads, and one that the site didn't put there. */
function fillUploads() {
  const DATA_DIR = temporaryFolder();
  const uploads = path.join(DATA_DIR, "uploads");
  const write = (name: string, bytes: string) => {
    const file = path.join(uploads, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  };
  for (let number = 0; number < FILES; number++) {
    const hash = createHash("sha256").update(`${number}`).digest("hex");
    write(`${hash.slice(0, 2)}/${hash}/master.jpg`, "a picture ".repeat(number + 1));
  }
  write("2026/by hand.txt", "x");
  return { DATA_DIR, uploads, contents: () => contentsOf(uploads) };
}

/** The bytes of each of the site's own files, by key. */
const contentsOf = (folder: string): Record<string, string> =>
  Object.fromEntries(
    listBelow(folder)
      .filter((name) => name.endsWith("master.jpg"))
      .map((name) => [name, readFileSync(path.join(folder, name), "utf8")]),
  );

const move = (env: Record<string, string>, ...words: string[]) => runHere(["media", "move", ...words], env);

test("a move that is killed goes on where it ended, and deletes in the old store only what the new one has", async () => {
  const s3 = await startS3();
  const { DATA_DIR, uploads, contents } = fillUploads();
  const before = contents();
  const env = { ...s3.env, DATA_DIR };
  s3.slow(60);
  const killed = longtable(["media", "move", "--to", "s3", "--delete"], env);
  await expect.poll(() => s3.files.size, { timeout: 120_000 }).toBeGreaterThan(4);
  killed.child.kill("SIGKILL");
  await killed.ended;
  s3.slow(0);
  expect(contents()).toEqual(before);
  const there = s3.files.size;
  expect(there).toBeLessThan(FILES);

  const first = await move(env, "--to", "s3");
  expect(first.said).toMatch(
    /^Copied \d+ files \(1 kB|\d+ kB\), and compared them\. \d+ files were there already\.\n1 file that the site/,
  );
  expect(first.said).toContain("set the five MEDIA_S3 settings for the site");
  expect(Object.fromEntries([...s3.files].map(([key, bytes]) => [key, String(bytes)]))).toEqual(before);
  expect(contents()).toEqual(before);

  const [key = ""] = s3.files.keys();
  s3.files.set(key, Buffer.from("X".repeat(s3.files.get(key)?.length ?? 0)));
  const different = await move(env, "--to", "s3", "--delete");
  expect([different.code, different.said]).toEqual([
    1,
    expect.stringContaining(`${key} isn’t the same in both stores. No file is lost.`),
  ]);
  expect(contents()).toEqual(before);
  s3.files.delete(key);
  const last = await move(env, "--to", "s3", "--delete");
  expect(last.said).toContain(`Deleted ${FILES} files from the old store.`);
  expect(listBelow(uploads)).toEqual(["2026/by hand.txt"]);

  expect((await move(env, "--to", "disk", "--delete")).code).toBe(0);
  expect([contents(), s3.files.size]).toEqual([before, 0]);
}, 180_000);

test("a store that refuses says why, and a second run goes on", async () => {
  const s3 = await startS3();
  const { DATA_DIR } = fillUploads();
  const wrong = { ...s3.env, DATA_DIR, MEDIA_S3_SECRET_ACCESS_KEY: "another-secret" };
  const { code, said } = await move(wrong, "--to", "s3");
  expect([code, said]).toEqual([
    1,
    expect.stringMatching(/^Not finished: a store failed: it refuses the key/),
  ]);
  expect(said).not.toContain("another-secret");
});

test.each([
  [["move"], "Missing --to."],
  [["move", "--to", "tape"], '--to is "tape". Use disk or s3.'],
  [["copy", "--to", "s3"], 'Unknown act "copy". Use move.'],
  [[], "Missing move."],
])("refuses the words %j, with the usage", async (words, problem) => {
  const { code, said } = await runHere(["media", ...words], { DATA_DIR: temporaryFolder() });
  expect(code).toBe(2);
  expect(said).toContain(`${problem}\n\nUsage:\n  npm run longtable -- media move --to disk|s3 [--delete]`);
});

test("asks for the settings of the S3 store", async () => {
  const { code, said } = await runHere(["media", "move", "--to", "s3"], { DATA_DIR: temporaryFolder() });
  expect([code, said]).toEqual([2, expect.stringContaining("Set MEDIA_S3_ENDPOINT")]);
});
