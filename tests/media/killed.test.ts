// A process that is killed between the files of an upload and its row, in both orders: nothing is lost, and nothing is left for good.

import { readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { encodePicture } from "~/media/picture/encode-picture.server";
import { pruneMediaJob } from "~/media/prune-media.server";
import { createDiskStore } from "~/media/store/disk-store.server";
import { readFileRows } from "~/media/store/file-rows.server";
import { storedFilesCheck } from "~/media/store/stored-files-check.server";
import { keepUpload } from "~/media/upload/keep-upload.server";
import { recordUses } from "~/media/use/media-use.server";
import { openDatabase } from "~/platform/database/database.server";
import { newDatabaseUrl, temporaryFolder } from "../factories/database";
import { createMember } from "../factories/people";
import { buildPicture } from "../factories/uploads";
import { bundleProgram, runProgram } from "../platform/database/processes";

/** Later than whatever is written now, by as many days. */
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);

/** A site with a picture that everyone sees and one that nothing names, and processes of its own that act on them. */
async function openSite() {
  const url = await newDatabaseUrl();
  const db = openDatabase(url);
  onTestFinished(() => db.close());
  const folder = temporaryFolder();
  const store = createDiskStore(folder);
  const member = await createMember(db, "amy", { role: "author", password: null });
  let pictures = 0;
  const another = async () => {
    const file = path.join(temporaryFolder(), "new.jpg");
    const bytes = await buildPicture(60, 40, `#${(++pictures * 0x101010).toString(16).padStart(6, "0")}`);
    writeFileSync(file, bytes);
    return { field: "file", name: "new.jpg", file, bytes: bytes.length, content: bytes };
  };
  const keep = async (sent: Awaited<ReturnType<typeof another>>) => {
    const readers = { pictures: { encode: () => encodePicture(sent.content) } };
    const deps = { db, store, readers: readers as never, siteLimit: 1e9 };
    const kept = await keepUpload(deps, member, sent, { alt: "", decorative: false }, new Date());
    if (!kept.ok) throw new Error(kept.reason);
    return kept;
  };
  const shown = await keep(await another());
  const source = `![](/media/${shown.hash}/new.jpg)`;
  await db.write((tx) => recordUses(tx, { personId: member.id }, source, null));
  const loose = await keep(await another());
  const program = await bundleProgram("media/killed.program.ts");
  /** Runs an act in a process that is killed at a step. */
  const kill = async (act: "upload" | "replace" | "prune", killAt: number, now = new Date()) => {
    const sent = await another();
    const told = { url, folder, file: sent.file, member, id: shown.id, act, killAt, now };
    // Killed, it says nothing.
    await expect(runProgram(program, JSON.stringify(told))).rejects.toThrow(/^$/);
    return sent;
  };
  const problems = async (at: Date) =>
    (await storedFilesCheck(store).find(db, at)).map(({ problem }) => problem);
  const prune = (at: Date) => pruneMediaJob.run({ db, mediaStore: store }, {}, at);
  return { db, folder, shown, loose, keep, kill, problems, prune };
}

/** The keys of all files, and of those that rows name. */
async function keysOf({ db, folder }: Pick<Awaited<ReturnType<typeof openSite>>, "db" | "folder">) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  const keys = files.map(({ parentPath, name }) => path.relative(folder, path.join(parentPath, name)));
  const rows = await readFileRows(db);
  return { stored: keys.sort(), named: [...rows.values()].flatMap(({ parts }) => [...parts.keys()]).sort() };
}

test("an upload that is killed leaves no row without files; its files are found by a check, go the next night but one, and are taken again", async () => {
  const site = await openSite();
  const { kill, problems, prune, keep } = site;
  // Two of its three parts are stored, or all, and no row; then the row, and no answer.
  await kill("upload", 5);
  const withoutRow = await kill("upload", 7);
  const withoutAnswer = await kill("upload", 8);
  expect(await problems(inDays(2))).toEqual([
    "belongs to no upload (2 of its parts are there)",
    "belongs to no upload (3 of its parts are there)",
  ]);
  expect(await problems(new Date())).toEqual([]);
  expect(await site.db.media.count()).toBe(3);
  for (const sent of [withoutRow, withoutAnswer]) await keep(sent);
  expect(await site.db.media.count()).toBe(4);
  await prune(inDays(2));
  const { stored, named } = await keysOf(site);
  expect(stored).toEqual(named);
  expect(named.length).toBe(4 * 3);
});

test("a replacement that is killed before it takes the place leaves the old picture there, and can be sent again", async () => {
  const site = await openSite();
  const sent = await site.kill("replace", 9);
  const old = await site.db.media.findUniqueOrThrow({ where: { id: site.shown.id } });
  expect([old.replacedById, old.fileId !== null]).toEqual([null, true]);
  expect(await site.problems(inDays(2))).toEqual([]);
  const kept = await site.keep(sent);
  expect(await site.db.media.count({ where: { id: kept.id, uses: { none: {} } } })).toBe(1);
});

test("a night that is killed before, between and after the deletions is made up for by the next", async () => {
  const site = await openSite();
  const { db, shown, loose, kill, prune } = site;
  await prune(new Date());
  // The row of the upload is deleted; two of three parts are deleted; all are, and the row of the file is left.
  for (const killAt of [4, 8, 7]) await kill("prune", killAt, inDays(31));
  expect(await db.media.findUnique({ where: { id: loose.id } })).toBeNull();
  expect(await db.mediaFile.count()).toBe(2);
  expect((await keysOf(site)).stored.length).toBe(3);
  await prune(inDays(31));
  expect(await db.mediaFile.count()).toBe(1);
  const { stored, named } = await keysOf(site);
  expect([stored, stored.length]).toEqual([named, 3]);
  expect((await db.media.findMany()).map(({ id }) => id)).toEqual([shown.id]);
});
