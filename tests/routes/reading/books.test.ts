// E-books and pages for print of series and tags.

import { readdir } from "node:fs/promises";
import path from "node:path";
import { EpubCheck } from "@likecoin/epubcheck-ts";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { FAILED } from "~/books/book";
import { BOOKS_PER_HOUR, MAX_TEXT_CHARS } from "~/books/book.schema";
import { createBookLimits } from "~/books/book-limits.server";
import { readBookName } from "~/books/book-name.server";
import { KeptParts } from "~/platform/kept-parts";
import { setResponseStatus } from "~/responses/response-status.server";
import { upsertSeries } from "~/series/series.server";
import { createMember } from "../../factories/people";
import { createComment, createPost, NOW } from "../../factories/posts";
import { openTestSite, type TestSite } from "../../factories/site";
import { upload } from "../../factories/uploads";
import { unzip } from "../../factories/zip";
import { cacheCounts } from "../kept-pages";

let site: TestSite;
let firstId: number;
let commentId: number;
let mediaId: number;
beforeAll(async () => {
  site = await openTestSite({ close: "later", env: { PAGE_CACHE: "on" } });
  const { services } = site;
  const amy = await createMember(services.db, "amy", { role: "author" });
  const picture = await upload(site, amy);
  mediaId = picture.id;
  await upsertSeries(services, { slug: "rooms", title: "Rooms", status: "under way", intro: "" }, NOW);
  const post = { series: "rooms", tags: ["quiet"] };
  const source = `A hall. See [two](/posts/two).\n\n![A reading room](${picture.address})`;
  firstId = await createPost(services, { ...post, slug: "one", title: "Halls", part: 1, source });
  await createPost(services, { ...post, slug: "two", title: "Desks", part: 2 });
  await createPost(services, { ...post, slug: "off", title: "Kept off", part: 3, noindex: true });
  commentId = await createComment(services, firstId, { body: "I sat there." });
});
afterAll(() => site.close());

const textOf = async (address: string) => (await site.get(address)).text();
const ask = (responses: string, address = "/series/rooms/reader") => site.post(address, { responses });
/** The address of the e-book that a page offers; undefined if it isn't made. */
async function offered(responses: "with" | "without", page: string): Promise<string | undefined> {
  const [, posts = "", whole = ""] = (await textOf(page)).split("<section aria-label=");
  return /href="([^"]*\.epub)"/.exec(responses === "with" ? whole : posts)?.[1];
}

/** Asks for a book and waits until it is made. Returns its address. */
async function make(responses: "with" | "without", page = "/series/rooms/reader"): Promise<string> {
  expect((await ask(responses, page)).status).toBe(303);
  await expect.poll(() => offered(responses, page)).toBeDefined();
  return (await offered(responses, page)) ?? "";
}

const download = async (address: string) => {
  const answer = await site.get(address);
  expect([answer.status, answer.headers.get("Content-Type")]).toEqual([200, "application/epub+zip"]);
  return unzip(Buffer.from(await answer.arrayBuffer()));
};
const isServed = async (address: string) => (await site.get(address)).status === 200;

test("a series leads to its e-book, which has its parts, pictures and responses, and not what is kept off search engines", async () => {
  expect(await textOf("/series/rooms")).toContain('href="/series/rooms/reader"');
  const html = await textOf("/series/rooms/reader");
  expect(html).toContain("2 parts as one e-book");
  expect(html).toContain("1 post is not included");
  expect(html).toContain("With 2 responses");
  const address = await make("with");
  const answer = await site.get(address, { method: "HEAD" });
  expect(answer.headers.get("Content-Disposition")).toBe('attachment; filename="rooms-with-responses.epub"');
  expect([answer.headers.get("Cache-Control"), answer.headers.get("X-Robots-Tag")]).toEqual([
    ...["private, no-cache", "noindex"],
  ]);
  const files = await download(address);
  const all = [...files]
    .filter(([name]) => /xhtml|opf/.test(name))
    .map(([, text]) => text)
    .join("");
  expect(all).toContain("I sat there.");
  expect(all).not.toContain("Kept off");
  const first = files.get("EPUB/part-1.xhtml") ?? "";
  expect(first).toContain('<a href="part-2.xhtml#part-2">two</a>');
  const [, picture = ""] =
    /<img src="(pictures\/[0-9a-f]{32}\.jpg)" width="\d+" height="\d+" alt="A reading room"/.exec(first) ??
    [];
  expect(files.has(`EPUB/${picture}`)).toBe(true);
  expect(files.get("EPUB/package.opf")).toContain("alternativeText");
});

test("what is withdrawn, held or removed is served by no e-book and no page for print from then on", async () => {
  const { db } = site.services;
  const print = "/series/rooms/print?responses=with";
  const within = async (change: () => Promise<unknown>, undo: () => Promise<unknown>) => {
    const address = await make("with");
    const kept = await make("without", "/tags/quiet/reader");
    expect([await isServed(address), await isServed(kept)]).toEqual([true, true]);
    const before = await textOf(print);
    await change();
    const gone = await site.get(address);
    expect([gone.status, gone.headers.get("Location")]).toEqual([303, "/series/rooms/reader?changed"]);
    expect(await textOf("/series/rooms/reader?changed")).toContain("out of date");
    const seen = [before, await textOf(print), kept, await isServed(kept)] as const;
    await undo();
    return seen;
  };
  const setStatus = (status: "held" | "approved") =>
    db.write((tx) => setResponseStatus(tx, { kind: "comment", id: commentId }, status));
  const [before, after, , isStill] = await within(
    () => setStatus("held"),
    () => setStatus("approved"),
  );
  expect([before.includes("I sat there."), after.includes("I sat there.")]).toEqual([true, false]);
  // A book without responses is the same, whatever becomes of them.
  expect(isStill).toBe(true);

  const setPost = (status: string) =>
    db.write(async (tx) => {
      await tx.db.post.update({ where: { id: firstId }, data: { status } });
      tx.invalidate(`post:${firstId}`, `post-text:${firstId}`, "posts", "parts:1");
    });
  const [, withdrawn, , isServedStill] = await within(
    () => setPost("withdrawn"),
    () => setPost("published"),
  );
  expect([withdrawn.includes("A hall."), isServedStill]).toEqual([false, false]);
});

test("a picture that is removed is in no e-book, also before the texts that show it are made again", async () => {
  const address = await make("without");
  const { fileId } = await site.services.db.media.findUniqueOrThrow({ where: { id: mediaId } });
  await site.services.db.media.update({ where: { id: mediaId }, data: { removedAt: NOW, fileId: null } });
  expect(await isServed(address)).toBe(false);
  await site.services.db.media.update({ where: { id: mediaId }, data: { removedAt: null, fileId } });
  expect(await isServed(address)).toBe(true);
});

test("a book that changes is made anew, at another address, and its former file is deleted", async () => {
  const former = await make("with");
  await createComment(site.services, firstId, { body: "I stood." });
  expect(await textOf("/series/rooms/reader")).toContain("Something has changed");
  const address = await make("with");
  expect(address).not.toBe(former);
  expect((await download(address)).get("EPUB/responses-1.xhtml")).toContain("I stood.");
  const files = await readdir(path.join(site.dataFolder, "books"));
  expect(files).toContain(path.basename(address));
  expect(files).not.toContain(path.basename(former));
});

test("a book whose file isn't on this machine is made here when it is asked for", async () => {
  const address = await make("with", "/tags/quiet/reader");
  const before = Buffer.from(await (await site.get(address)).arrayBuffer());
  await site.services.bookStore.delete(path.basename(address));
  // Once for all who ask meanwhile.
  const put = vi.spyOn(site.services.bookStore, "put");
  const answers = await Promise.all([1, 2, 3].map(() => site.get(address)));
  const puts = put.mock.calls.length;
  put.mockRestore();
  for (const answer of answers) expect(before.equals(Buffer.from(await answer.arrayBuffer()))).toBe(true);
  expect(puts).toBe(1);
});

test("the page for print has the whole book, is kept for all, and isn't indexed", async () => {
  const address = "/tags/quiet/print";
  const html = await textOf(address);
  expect(html).toContain('<meta name="robots" content="noindex"/>');
  expect(html).toMatch(/<link rel="canonical" href="[^"]*\/tags\/quiet"/);
  expect(html).toContain('<a href="#part-1">');
  expect(html).toContain('<a href="#part-2">two</a>');
  expect(html).toMatch(/<img src="\/media\/[0-9a-f]{32}\/\d+\.jpg"/);
  expect(html).toContain("How to cite");
  const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
  expect(ids).toEqual([...new Set(ids)]);
  const before = await cacheCounts(site);
  await site.get(address);
  expect((await cacheCounts(site)).hit).toBe(before.hit + 1);
  expect((await site.get(`${address}?responses=none`)).status).toBe(404);
});

test("a tag in another script has a book with its name", async () => {
  await createPost(site.services, { tags: ["図書館"] });
  const page = encodeURI("/tags/図書館/reader");
  expect(await textOf(encodeURI("/tags/図書館"))).toContain(`href="${page}"`);
  const address = await make("without", page);
  expect(address.startsWith(`${page}/`)).toBe(true);
  const answer = await site.get(address);
  expect(answer.headers.get("Content-Disposition")).toBe(
    `attachment; filename="book.epub"; filename*=UTF-8''${encodeURIComponent("図書館")}.epub`,
  );
  expect((await site.get(`${page}/${"0".repeat(32)}.epub`)).headers.get("Location")).toBe(`${page}?changed`);
});

test("refuses a choice that isn't one, and another book while one is being made", async () => {
  const { db, siteSecret } = site.services;
  const refused = await ask("all");
  expect([refused.status, /role="alert"[^>]*>([^<]*)/.exec(await refused.text())?.[1]]).toEqual([
    422,
    "Choose a book: press one of the buttons below.",
  ]);
  const key = { kind: "series", sourceId: 999, withResponses: false };
  const askedBy = siteSecret.hash("book-client", "127.0.0.1");
  await db.book.create({ data: { ...key, askedAt: new Date(), askedBy } });
  await createComment(site.services, firstId);
  const second = await ask("with");
  expect([second.status, (await second.text()).includes("Another e-book is still being made")]).toEqual([
    409,
    true,
  ]);
  await db.book.deleteMany({ where: { sourceId: 999 } });
});

test("while a book is being made, the page says so and asks again by itself", async () => {
  const { db } = site.services;
  const { id } = await db.tag.findFirstOrThrow({ where: { slug: "quiet" } });
  const key = { kind: "tag", sourceId: id, withResponses: true };
  const making = { askedAt: new Date(), done: 1, total: 2 };
  await db.book.upsert({
    where: { kind_sourceId_withResponses: key },
    create: { ...key, ...making },
    update: making,
  });
  const answer = await site.get("/tags/quiet/reader");
  expect(answer.headers.get("Refresh")).toBe("2; url=/tags/quiet/reader");
  expect(await answer.text()).toMatch(/<progress[^>]* value="1" max="2"/);
  const notMade = { askedAt: null, refusal: FAILED, bytes: null };
  for (const name of [
    null,
    await readBookName({ ...site.services, parts: new KeptParts() }, { ...key, kind: "tag" }),
  ]) {
    await db.book.updateMany({ where: key, data: { ...notMade, name } });
    const failed = await site.get("/tags/quiet/reader");
    expect(failed.headers.get("Refresh")).toBeNull();
    expect(await failed.text()).toContain("couldn’t be made. Please try again");
  }
  await createComment(site.services, firstId, { body: "I waited." });
  const [, , changed = ""] = (await textOf("/tags/quiet/reader")).split("<section aria-label=");
  expect(["couldn’t be made", "has changed since"].filter((words) => changed.includes(words))).toEqual([]);
  expect(changed).toContain("Make the e-book");
});

test("a book is refused as long as it has too much text", async () => {
  const { db } = site.services;
  const id = await createPost(site.services, { tags: ["long"] });
  // Not told, so that its words aren't searched for.
  await db.post.update({ where: { id }, data: { html: "a ".repeat(MAX_TEXT_CHARS / 2 + 1) } });
  expect((await ask("without", "/tags/long/reader")).status).toBe(303);
  await expect.poll(() => textOf("/tags/long/reader")).toContain("too long for one e-book");
  expect((await ask("without", "/tags/long/reader")).status).toBe(422);
  await db.write(async (tx) => {
    await tx.db.post.update({ where: { id }, data: { html: "<p>Short.</p>" } });
    tx.invalidate(`post-text:${id}`);
  });
  expect(await textOf("/tags/long/reader")).not.toContain("too long for one e-book");
  expect(await isServed(await make("without", "/tags/long/reader"))).toBe(true);
});

test("limits how many books a network asks for in an hour", async () => {
  const limited = await openTestSite({ env: { RATE_LIMITS: "on" } });
  await createPost(limited.services, { tags: ["quiet"] });
  const limits = createBookLimits(limited.services.db, true);
  for (let count = 0; count < BOOKS_PER_HOUR; count++)
    expect(await limits.secondsToWait("127.0.0.1")).toBe(0);
  const refused = await limited.post("/tags/quiet/reader", { responses: "without" });
  expect([refused.status, Number(refused.headers.get("Retry-After")) > 0]).toEqual([429, true]);
  expect(await refused.text()).toMatch(
    /You have asked for many e-books\. Please try again in (?:\d+ minutes|1 hour)\./,
  );
});

test("pictures of each type that is taken stand in an e-book as JPEG, and nothing is wrong with it", async () => {
  const { services } = site;
  const zed = await createMember(services.db, "zed", { role: "author" });
  const background = { r: 20, g: 90, b: 70, alpha: 0.5 };
  const picture = () => sharp({ create: { width: 300, height: 200, channels: 4, background } });
  const files = {
    "a.png": picture().png(),
    "b.webp": picture().webp(),
    "c.gif": picture().gif(),
    "d.avif": picture().avif(),
    "e.jpg": picture().flatten().jpeg(),
  };
  const images: string[] = [];
  for (const [name, file] of Object.entries(files))
    images.push(`![${name}](${(await upload(site, zed, { name, file: await file.toBuffer() })).address})`);
  await createPost(services, { tags: ["pictures"], writers: ["zed"], source: images.join("\n\n") });
  const address = await make("without", "/tags/pictures/reader");
  const book = Buffer.from(await (await site.get(address)).arrayBuffer());
  expect((await EpubCheck.validate(book)).messages).toEqual([]);
  const entries = await unzip(book);
  const inBook = [...entries.keys()].filter((name) => name.startsWith("EPUB/pictures/"));
  expect(inBook).toHaveLength(images.length);
  expect(inBook.filter((name) => !name.endsWith(".jpg"))).toEqual([]);
  // Letters of the marks by which the other formats are known.
  for (const name of inBook) expect(entries.get(name)?.slice(0, 16)).not.toMatch(/PNG|RIFF|WEBP|GIF8|ftyp/);
});
