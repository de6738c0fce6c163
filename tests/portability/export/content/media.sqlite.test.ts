// Pictures and documents in an exported folder, and in an import of it.

import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { copyFiles, deleteMoved, planMove } from "~/media/store/move-files.server";
import { createS3Store } from "~/media/store/s3-store.server";
import type { MediaStore } from "~/media/store/store";
import { tellFailures } from "~/media/store/store-failure";
import { publicMedia } from "~/media/visibility/media-visibility.server";
import { checkSite } from "~/portability/check-site.server";
import { exportContent } from "~/portability/export/content/export-content.server";
import { temporaryFolder } from "../../../factories/database";
import { createMember } from "../../../factories/people";
import { startS3 } from "../../../media/store/s3-server";
import { exportSite } from "./exports";
import { openFullSite } from "./full-media-site";
import { importInto, type MediaSite, openMediaSite, readDocuments } from "./media-sites";

readDocuments();

/** Nobody listens there. */
const UNREACHABLE = {
  ...{ endpoint: "http://127.0.0.1:59999", bucket: "b", region: "r" },
  ...{ accessKeyId: "k", secretAccessKey: "s" },
};

/** The files of a folder, each as a string of bytes. */
function readBytes(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.relative(folder, path.join(parentPath, name)));
  return Object.fromEntries(
    names.sort().map((name) => [name, readFileSync(path.join(folder, name), "latin1")] as const),
  );
}

const texts = async ({ db }: MediaSite) => ({
  posts: await db.post.findMany({ select: { source: true }, orderBy: { slug: "asc" } }),
  pages: await db.page.findMany({ select: { source: true } }),
  people: await db.person.findMany({ select: { bioSource: true }, orderBy: { handle: "asc" } }),
});

test("exported, imported into an empty site and exported again, pictures and documents are the same byte for byte", async () => {
  const { site, files } = await openFullSite();
  const folder = await exportSite(site);
  const exported = readBytes(folder);
  expect(exported["media.yml"]?.replace(/-[0-9a-f]{12}\./g, "-HASH.")).toBe(
    `media:
  - file: annual-HASH.pdf
    owner: ken
    title: "Annual: report"
  - file: face-HASH.jpg
    owner: maren
  - file: logo-HASH.webp
  - file: new-HASH.jpg
    owner: ken
  - file: reading-room-HASH.jpg
    owner: ken
    description: "A: room #1"
  - file: shared-HASH.jpg
    owner: [ken, maren]
    description: As Ken sees it
  - file: waves-HASH.webp
    owner: ken
    decorative: true
removed addresses: [${files.gone.address}]
`,
  );
  // Every picture stands where its text says, for whatever shows the files.
  const post = exported["posts/first.md"] ?? "";
  const shown = [...post.matchAll(/\]\(<?\.\.\/(media\/[^)> ]+)/g)].map(([, name = ""]) => name);
  expect(shown.map((name) => [name.replace(/-[0-9a-f]{12}/, ""), name in exported])).toEqual([
    ["media/reading-room.jpg", true],
    ["media/waves.webp", true],
    ["media/annual.pdf", true],
    ["media/shared.jpg", true],
    ["media/new.jpg", true],
    ["media/never.jpg", false],
  ]);
  expect(Object.keys(exported).filter((name) => name.startsWith("media/")).length).toBe(7);
  expect(JSON.stringify(exported)).not.toMatch(/quiet-editor|UNFINISHED|UNUSED|private-|unused-|earlier-/);

  const other = await openMediaSite();
  // Ids differ, and with them addresses.
  for (const handle of ["one", "two"]) await createMember(other.db, handle, { password: null });
  const report = await importInto(other, folder);
  expect(report.problems).toEqual([]);
  expect(report.notes.map(({ message }) => message).sort()).toEqual([
    `a picture isn't brought along: ${files.private.address}. Make sure that this site has it at that address.`,
    expect.stringMatching(/^a picture isn't shown, only its description: .*never.jpg. There is no such file/),
  ]);
  expect([report.unread, report.media]).toEqual([[], { added: 7, unchanged: 0 }]);
  expect(readBytes(await exportSite(other))).toEqual(exported);

  const [copied] = await other.db.post.findMany({ where: { slug: "first" } });
  const room = await other.db.media.findFirstOrThrow({
    where: { name: "reading-room.jpg" },
    include: { owner: true },
  });
  expect([room.owner?.handle, room.alt, room.hash === files.room.hash]).toEqual(["ken", "A: room #1", false]);
  expect(copied?.html).toContain(
    `<picture><source type="image/webp" srcset="/media/${room.hash}/480.webp 480w`,
  );
  expect(copied?.html).toContain("[This picture was removed.]");
  expect(await other.db.media.count({ where: publicMedia })).toBe(8);
  const left = (await checkSite({ ...other }, { repair: false, now: new Date() })).left;
  expect(left).toEqual([]);
  const before = await texts(other);
  const again = await importInto(other, folder);
  expect([again.problems, again.edited, again.media, again.posts.unchanged]).toEqual([
    [],
    [],
    { added: 0, unchanged: 7 },
    2,
  ]);
  expect(await texts(other)).toEqual(before);
});

test("moved to a store that speaks S3 and back, the export has the same bytes, and so has that of a site that imports it on a disk", async () => {
  const { site } = await openFullSite();
  const exported = readBytes(await exportSite(site));
  const s3 = createS3Store((await startS3()).settings);
  const move = async (from: MediaStore, to: MediaStore) => {
    const { missing } = await planMove({ from, to });
    await copyFiles({ from, to }, missing, () => {});
    expect(await deleteMoved({ from, to }, () => {})).toBe(missing.length);
  };
  await move(site.mediaStore, s3);
  expect(
    readdirSync(site.storeFolder, { recursive: true, withFileTypes: true }).some((one) => one.isFile()),
  ).toBe(false);
  const folder = await exportSite({ ...site, mediaStore: s3 });
  expect(readBytes(folder)).toEqual(exported);
  const other = await openMediaSite();
  expect((await importInto(other, folder)).media).toEqual({ added: 7, unchanged: 0 });
  expect(readBytes(await exportSite(other))).toEqual(exported);
  await move(s3, site.mediaStore);
  expect(readBytes(await exportSite(site))).toEqual(exported);
});

test("imported into the site that it comes from, changes neither texts nor uploads", async () => {
  const { site } = await openFullSite();
  const folder = await exportSite(site);
  const before = [await texts(site), await site.db.media.findMany({ orderBy: { id: "asc" } })];
  const report = await importInto(site, folder);
  expect([report.problems, report.edited, report.media.added, report.posts.unchanged]).toEqual([
    [],
    [],
    0,
    2,
  ]);
  expect([await texts(site), await site.db.media.findMany({ orderBy: { id: "asc" } })]).toEqual(before);
});

test("with all, the other uploads are among what isn't published, with their owners, and drafts show them", async () => {
  const { site, files } = await openFullSite();
  const exported = readBytes(await exportSite(site, { all: true }));
  const others = Object.keys(exported).filter((name) => name.startsWith("not-published/media/"));
  expect(others.map((name) => name.replace(/-[0-9a-f]{12}\./, "."))).toEqual(
    ["earlier", "old", "private", "unused"].map((name) => `not-published/media/${name}.jpg`),
  );
  const plain = (name: string) => exported[name]?.replace(/-[0-9a-f]{12}\./g, "-HASH.");
  expect(plain("not-published/media.yml")).toBe(
    `- file: logo-HASH.webp
  owner: quiet-editor
  uploaded: 2026-03-30T09:00:00Z
- file: old-HASH.jpg
  owner: ken
  replaced by: new-HASH.jpg
  uploaded: 2026-03-30T09:00:00Z
- file: private-HASH.jpg
  owner: ken
  description: UNFINISHED
  uploaded: 2026-03-30T09:00:00Z
- file: unused-HASH.jpg
  owner: maren
  description: UNUSED
  uploaded: 2026-03-30T09:00:00Z
- file: earlier-HASH.jpg
  owner: ken
  uploaded: 2026-03-30T09:00:00Z
`,
  );
  const [draft] = Object.keys(exported).filter((name) => name.startsWith("not-published/writing/"));
  expect(plain(draft ?? "")).toContain(
    "![P](../media/private-HASH.jpg) ![R](../../media/reading-room-HASH.jpg)",
  );
  expect(exported["media.yml"]).toBe(readBytes(await exportSite(site))["media.yml"]);
  // A post that is published from there takes its pictures along.
  expect(files.private.id).toBeGreaterThan(0);
});

test("a file that is missing or has changed is told and left out, and the rest is exported", async () => {
  const { site, files } = await openFullSite();
  const hashOf = async (id: number) =>
    (await site.db.media.findUniqueOrThrow({ where: { id }, include: { file: true } })).file?.hash ?? "";
  const placeOf = async (id: number, name: string) => {
    const hash = await hashOf(id);
    return path.join(site.storeFolder, hash.slice(0, 2), hash, name);
  };
  rmSync(await placeOf(files.room.id, "master.jpg"));
  writeFileSync(await placeOf(files.report.id, "document.pdf"), "%PDF-1.7 another");
  const folder = path.join(temporaryFolder(), "content");
  const exported = await exportContent(site, folder);
  expect(exported).toMatchObject({ ok: true, posts: 2, media: 5 });
  expect(
    exported.ok && exported.lost.map(({ name, why }) => [name.replace(/-[0-9a-f]{12}/, ""), why]),
  ).toEqual([
    ["media/annual.pdf", "its file has changed since it was uploaded"],
    ["media/reading-room.jpg", "its file is missing from where uploads are kept"],
  ]);
  const { problems, media } = await importInto(await openMediaSite(), folder);
  expect([problems, media.added]).toEqual([[], 5]);
});

test("a store that can't be read ends the export, and leaves no folder", async () => {
  const { site } = await openFullSite();
  const folder = path.join(temporaryFolder(), "content");
  const mediaStore = tellFailures(createS3Store({ ...UNREACHABLE }), () => {});
  await expect(exportContent({ ...site, mediaStore }, folder)).rejects.toThrow("it refuses the connection");
  expect(readdirSync(path.dirname(folder))).toEqual([]);
});
