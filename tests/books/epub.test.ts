// E-books as files. EPUBCheck itself needs Java; its port finds what is wrong with the package, with ids, links and XML, and knows little of
// what may stand in what: that is held by book-structure.test.ts.

import { EpubCheck } from "@likecoin/epubcheck-ts";
import { expect, test } from "vitest";
import { nameOf } from "~/books/book-name.server";
import { writeEpub } from "~/books/epub/write-epub.server";
import { createDiskStore } from "~/media/store/disk-store.server";
import { openDeps, temporaryFolder } from "../factories/database";
import { createComment, createPost } from "../factories/posts";
import { unzip } from "../factories/zip";
import { createSeries, readSeries } from "./build-book";
import { HOSTILE_TEXTS } from "./hostile-texts";

const noPictures = () => createDiskStore(temporaryFolder());
const check = async (epub: Uint8Array) =>
  (await EpubCheck.validate(epub)).messages.map(({ id, message, location }) => [id, message, location?.path]);

test("a book of texts in many scripts, with responses, has no errors, and the same bytes each time", async () => {
  const deps = await openDeps();
  const id = await createSeries(deps, "An *introduction*[^1], [part 2](/posts/p2).\n\n[^1]: With a note.");
  for (const [index, source] of HOSTILE_TEXTS.entries()) {
    const slug = `p${index + 1}`;
    const language = ["", "ar", "ja"][index];
    const post = { slug, title: `Post <${index}>`, source, series: "rooms", part: index + 1 };
    const postId = await createPost(deps, { ...post, ...(language && { language }) });
    for (const body of index === 0 ? HOSTILE_TEXTS : []) await createComment(deps, postId, { body });
  }
  const contents = await readSeries(deps, id);
  const epub = await writeEpub(contents, noPictures());
  expect(await check(epub)).toEqual([]);
  expect(epub.equals(await writeEpub(await readSeries(deps, id), noPictures()))).toBe(true);
  // Programs know the format by the first 58 bytes (EPUB 3.3, section 4.2.3).
  expect(epub.subarray(30, 58).toString()).toBe("mimetypeapplication/epub+zip");

  const files = await unzip(epub);
  const broken = async (name: string, change: (text: string) => string) => {
    const changed = new Map([...files, [`EPUB/${name}`, change(files.get(`EPUB/${name}`) ?? "")]]);
    const bytes = new Map([...changed].map(([file, text]) => [file, new TextEncoder().encode(text)]));
    return (await EpubCheck.validateExpanded(bytes)).messages;
  };
  expect(await broken("part-1.xhtml", (text) => text.replace("</p>", ""))).not.toEqual([]);
  expect(await broken("part-1.xhtml", (text) => text.replace("part-2.xhtml#", "part-2.xhtml#x"))).not.toEqual(
    [],
  );
  expect(await broken("package.opf", (text) => text.replace(/.*dcterms:modified.*/, ""))).not.toEqual([]);
});

test("a book says who wrote it, in which languages, under which licences, and what it asks of its readers' senses", async () => {
  const deps = await openDeps();
  const id = await createSeries(deps);
  const post = { series: "rooms", writers: ["ada", "bo"], licence: "cc-by-4.0" as const };
  await createPost(deps, { ...post, part: 1, slug: "one", title: "One" });
  await createPost(deps, { ...post, part: 2, slug: "two", title: "Deux", language: "fr", writers: ["ada"] });
  const contents = await readSeries(deps, id);
  const files = await unzip(await writeEpub(contents, noPictures()));
  const opf = files.get("EPUB/package.opf") ?? "";
  const part = files.get("EPUB/part-2.xhtml");
  for (const line of [
    "<dc:title>Rooms &amp; &lt;silence&gt;, with responses</dc:title>",
    "<dc:language>fr</dc:language>",
    '<dc:creator id="writer-2">bo</dc:creator>',
    "<dc:rights>CC BY 4.0</dc:rights>",
    "<dc:source>http://longtable.test/series/rooms</dc:source>",
    '<meta property="schema:accessMode">textual</meta>',
    '<meta property="schema:accessModeSufficient">textual</meta>',
    '<meta property="schema:accessibilityHazard">none</meta>',
  ])
    expect(opf).toContain(line);
  expect(opf.match(/<dc:creator /g)).toHaveLength(2);
  expect(opf).toMatch(/schema:accessibilitySummary">[^<]*no pictures/);
  expect(part).toContain('<h1 id="part-2-title" lang="fr" xml:lang="fr" dir="ltr">Deux</h1>');
  expect(part).toContain('<a href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a>');
});

test("a book's name changes with everything that it holds", async () => {
  const deps = await openDeps();
  const id = await createSeries(deps);
  const postId = await createPost(deps, { slug: "one", series: "rooms", part: 1, writers: ["ada"] });
  const commentId = await createComment(deps, postId);
  const names = new Set<string>();
  const note = async () => names.add(nameOf(await readSeries(deps, id)));
  await note();
  await note();
  expect(names.size).toBe(1);
  await deps.db.person.updateMany({ where: { handle: "ada" }, data: { name: "Ada L." } });
  await note();
  await deps.db.comment.update({ where: { id: commentId }, data: { status: "held" } });
  await note();
  await deps.db.post.update({ where: { id: postId }, data: { html: "<p>New.</p>" } });
  await note();
  await deps.db.series.update({ where: { id }, data: { title: "Quiet rooms" } });
  await note();
  expect(names.size).toBe(5);
});
