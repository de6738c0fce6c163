// Uploads over HTTP: what is kept, what is refused, and who sees it.

import { readdir } from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { publishDraftVersion, withdrawPostOfDraft } from "~/flows/writing/publish-draft.server";
import { createDraft } from "../../../factories/drafts";
import { createMember, type TestMember } from "../../../factories/people";
import { openTestSite, type TestSite } from "../../../factories/site";
import { buildPicture, sendFile, upload } from "../../../factories/uploads";

let site: TestSite;
let amy: TestMember;
let ben: TestMember;
let eve: TestMember;
let rob: TestMember;
beforeAll(async () => {
  site = await openTestSite({ close: "later" });
  const { db } = site.services;
  amy = await createMember(db, "amy", { role: "author" });
  ben = await createMember(db, "ben", { role: "author" });
  eve = await createMember(db, "eve", { role: "editor" });
  rob = await createMember(db, "rob", { role: "reader" });
});
afterAll(() => site.close());

const get = (address: string, by: TestMember | null, headers: Record<string, string> = {}) =>
  site.get(address, { headers: { ...(by && { Cookie: by.cookie }), ...headers } });
const statuses = async (address: string) =>
  Promise.all([null, rob, ben, amy, eve].map(async (by) => (await get(address, by)).status));
const receiving = () => readdir(path.join(site.dataFolder, "receiving")).catch(() => []);

test("an upload is seen by its owner and editors, with a published post by everyone, and then no more", async () => {
  const { address, markdown } = await upload(site, amy, {
    fields: { alt: "A room [with] cups" },
    name: "Der Saal (Mai) 2026.JPG",
  });
  expect(address).toMatch(/^\/media\/[0-9a-f]{32}\/der-saal-mai-2026\.jpg$/);
  expect(markdown).toBe(`![A room \\[with\\] cups](${address})`);
  expect(await statuses(address)).toEqual([404, 404, 404, 200, 200]);
  const own = await get(address, amy);
  expect(own.headers.get("cache-control")).toBe("private, no-store");

  const { db } = site.services;
  const draftId = await createDraft(db, amy, { title: "Cups", source: markdown, writers: "amy" });
  const deps = { ...site.services, publicUrl: site.address };
  const posted = await publishDraftVersion(deps, amy, { draftId, version: 1 }, new Date());
  expect(posted).toMatchObject({ ok: true });
  const page = await (await site.get("/posts/cups")).text();
  const folder = address.slice(0, address.lastIndexOf("/"));
  expect(page).toContain(
    `<source type="image/webp" srcset="${folder}/480.webp 480w, ${folder}/600.webp 600w" sizes="(min-width: 36rem) 32.5rem, 100vw">`,
  );
  expect(page).toContain(`<img src="${address}" alt="A room [with] cups" width="600" height="400"`);
  expect(await statuses(address)).toEqual([200, 200, 200, 200, 200]);
  const shown = await get(`${folder}/480.webp`, null);
  expect(Object.fromEntries(shown.headers)).toMatchObject({
    "content-type": "image/webp",
    "cache-control": "public, max-age=31536000, immutable",
    "content-security-policy": "default-src 'none'; sandbox",
    "x-content-type-options": "nosniff",
  });
  const { width, format } = await sharp(Buffer.from(await shown.arrayBuffer())).metadata();
  expect([width, format]).toEqual([480, "webp"]);

  await withdrawPostOfDraft(deps, amy, draftId, new Date());
  expect(await statuses(address)).toEqual([410, 410, 410, 200, 200]);
});

test("a text can't show what its writer may not see", async () => {
  const { address, markdown } = await upload(site, amy, { file: await buildPicture(300, 200, "#123456") });
  const { db } = site.services;
  await createDraft(db, ben, { title: "Stolen", source: markdown, writers: "ben" });
  expect(await statuses(address)).toEqual([404, 404, 404, 200, 200]);
  await createDraft(db, amy, { title: "Ours", source: markdown, writers: "amy, ben" });
  expect(await statuses(address)).toEqual([404, 404, 200, 200, 200]);
});

test("the same file is one upload of its owner, and another of somebody else, at another address", async () => {
  const file = await buildPicture(310, 200);
  const first = await upload(site, amy, { file });
  expect(await upload(site, amy, { file, name: "again.jpg" })).toMatchObject({
    id: first.id,
    address: first.address,
  });
  const other = await upload(site, ben, { file });
  expect(other.address).not.toBe(first.address);
  const rows = await site.services.db.media.findMany({ where: { id: { in: [first.id, other.id] } } });
  expect(new Set(rows.map(({ fileId }) => fileId)).size).toBe(1);
});

test("serves ranges, what a browser has already, and heads", async () => {
  const { address } = await upload(site, amy, { file: await buildPicture(320, 200) });
  const whole = Buffer.from(await (await get(address, amy)).arrayBuffer());
  const part = await get(address, amy, { Range: "bytes=10-19" });
  expect([part.status, part.headers.get("content-range")]).toEqual([206, `bytes 10-19/${whole.length}`]);
  expect(Buffer.from(await part.arrayBuffer())).toEqual(whole.subarray(10, 20));
  const last = await get(address, amy, { Range: "bytes=-5" });
  expect(Buffer.from(await last.arrayBuffer())).toEqual(whole.subarray(-5));
  expect((await get(address, amy, { Range: `bytes=${whole.length}-` })).status).toBe(416);
  expect((await get(address, amy, { Range: "bytes=0-1,5-6" })).status).toBe(200);
  const etag = part.headers.get("etag") ?? "";
  expect((await get(address, amy, { "If-None-Match": etag })).status).toBe(304);
  expect((await get(address, amy, { Range: "bytes=1-2", "If-Range": '"other"' })).status).toBe(200);
  const head = await site.get(address, { method: "HEAD", headers: { Cookie: amy.cookie } });
  expect([head.headers.get("content-length"), await head.text()]).toEqual([String(whole.length), ""]);
});

test.each([
  ["another name at its address", (address: string) => address.replace(/[^/]+$/, "other.jpg")],
  ["a width that it doesn't have", (address: string) => address.replace(/[^/]+$/, "960.webp")],
  ["its master", (address: string) => address.replace(/[^/]+$/, "master.jpg")],
  ["another hash", (address: string) => address.replace(/[0-9a-f]{32}/, "0".repeat(32))],
])("answers 404 to %s", async (_what, change) => {
  const { address } = await upload(site, amy, { file: await buildPicture(330, 200) });
  expect((await get(change(address), amy)).status).toBe(404);
});

const SVG = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>');
const HEIC = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from("ftypheic\0\0\0\0mif1heic")]);
test.each([
  ["no file", async () => null, "Choose a file first."],
  ["an SVG with the name of a JPEG", async () => SVG, "Save it as PNG."],
  ["a HEIC photograph", async () => HEIC, "Most Compatible"],
  ["a text", async () => Buffer.from("Only words."), "JPEG, PNG, WebP, GIF or AVIF"],
  ["half a JPEG", async () => (await buildPicture()).subarray(0, 1_000), "damaged"],
])("refuses %s, with what to do, and keeps nothing", async (_what, make, words) => {
  const before = await site.services.db.media.count();
  const answer = await sendFile(site, amy, { file: await make() });
  expect(answer.status).toBe(422);
  expect(((await answer.json()) as { errors: { file: string } }).errors.file).toContain(words);
  expect(await site.services.db.media.count()).toBe(before);
  await expect.poll(receiving).toEqual([]);
});

test.each([
  ["a guest", () => null],
  ["a reader", () => rob],
])("refuses %s before the first byte", async (_who, who) => {
  const answer = await sendFile(site, who(), { file: await buildPicture() });
  expect([answer.status, await receiving()]).toEqual([403, []]);
  expect(await answer.text()).toContain("Sign in with an account that may upload files");
});

test("the page without a script keeps a picture and shows it, and gives an error beside the field", async () => {
  const kept = await sendFile(
    site,
    amy,
    { file: await buildPicture(340, 200), fields: { alt: "Cups" } },
    "/media/upload",
  );
  expect(kept.status).toBe(303);
  const page = await (await get(kept.headers.get("location") ?? "", amy)).text();
  expect(page).toMatch(
    /<img src="\/media\/[0-9a-f]{32}\/reading-room\.jpg" alt="Cups" width="340" height="200"/,
  );
  expect((await get(kept.headers.get("location") ?? "", ben)).status).toBe(404);
  const refused = await sendFile(site, amy, { file: SVG, fields: { alt: "My words" } }, "/media/upload");
  const again = await refused.text();
  expect([refused.status, again]).toEqual([422, expect.stringContaining("My words</textarea>")]);
  expect(again).toContain('id="field-file-error"');
});
