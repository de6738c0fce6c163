// Making books and deleting them.

import { readdir } from "node:fs/promises";
import { expect, test } from "vitest";
import { FAILED } from "~/books/book";
import { KEPT_HOURS, MAX_POSTS } from "~/books/book.schema";
import { readBookName } from "~/books/book-name.server";
import { readBook } from "~/books/contents/read-book.server";
import { askForBook } from "~/books/making/ask-for-book.server";
import { findBook } from "~/books/making/book-rows.server";
import { makeBook } from "~/books/making/make-book.server";
import { pruneBooks } from "~/books/making/prune-books.server";
import { limitsOf } from "~/books/pages/front-pages";
import { createDiskStore } from "~/media/store/disk-store.server";
import { personKey } from "~/people/person.server";
import { KeptParts } from "~/platform/kept-parts";
import { openDeps, temporaryFolder } from "../factories/database";
import { createMember } from "../factories/people";
import { createComment, createPost, NOW } from "../factories/posts";
import { createSeries } from "./build-book";

const hours = (count: number) => new Date(NOW.getTime() + count * 3_600_000);

async function openMaking() {
  const deps = await openDeps();
  const folder = temporaryFolder();
  const making = {
    ...deps,
    mediaStore: createDiskStore(temporaryFolder()),
    bookStore: createDiskStore(folder),
  };
  const sourceId = await createSeries(deps);
  const key = { kind: "series" as const, sourceId, withResponses: false };
  return { deps, making, key, files: () => readdir(folder) };
}

test("a book is asked for once, and whoever asks is forgotten when it is made", async () => {
  const { deps, making, key, files } = await openMaking();
  await createPost(deps, { series: "rooms", part: 1 });
  for (const client of ["a", "b"]) expect(await askForBook(deps.db, key, client, NOW)).toEqual({ ok: true });
  expect(await deps.db.job.count({ where: { kind: "make-book" } })).toBe(1);
  const other = { ...key, withResponses: true };
  expect(await askForBook(deps.db, other, "a", NOW)).toMatchObject({ reason: "book.one-at-a-time" });
  expect(await askForBook(deps.db, other, "c", NOW)).toEqual({ ok: true });
  await makeBook(making, key, NOW);
  const row = await findBook(deps.db, key);
  expect(row).toMatchObject({ askedAt: null, askedBy: null, refusal: null, madeAt: NOW });
  expect(await files()).toEqual([`${row?.name}.epub`]);
  expect(await askForBook(deps.db, key, "a", hours(1))).toEqual({ ok: true });
});

test("a book of nothing is refused with the reason, and a failure is told before the next attempt", async () => {
  const { deps, making, key } = await openMaking();
  await askForBook(deps.db, key, "a", NOW);
  await makeBook(making, key, NOW);
  expect(await findBook(deps.db, key)).toMatchObject({ askedAt: null, refusal: "book.nothing", name: null });
  await createPost(deps, { series: "rooms", part: 1 });
  const full = { ...making.bookStore, put: () => Promise.reject(new Error("No space left.")) };
  await askForBook(deps.db, key, "a", NOW);
  await expect(makeBook({ ...making, bookStore: full }, key, NOW)).rejects.toThrow("No space left.");
  const name = await readBookName({ ...deps, parts: new KeptParts() }, key);
  expect(await findBook(deps.db, key)).toMatchObject({ askedAt: null, refusal: FAILED, name, bytes: null });
  // Another machine has it.
  await deps.db.book.updateMany({ where: key, data: { bytes: 1_000 } });
  await expect(makeBook({ ...making, bookStore: full }, key, NOW)).rejects.toThrow("No space left.");
  expect(await findBook(deps.db, key)).toMatchObject({ refusal: FAILED, name, bytes: 1_000 });
});

test("files are deleted a day after they were made, and those that no row names", async () => {
  const { deps, making, key, files } = await openMaking();
  await createPost(deps, { series: "rooms", part: 1 });
  await makeBook(making, key, new Date());
  await making.bookStore.put(`${"0".repeat(32)}.epub`, Buffer.from("stray"));
  await pruneBooks(making, new Date());
  expect(await files()).toHaveLength(2);
  const later = new Date(Date.now() + 2 * 3_600_000);
  await pruneBooks(making, later);
  expect(await files()).toEqual([`${(await findBook(deps.db, key))?.name}.epub`]);
  await pruneBooks(making, new Date(Date.now() + (KEPT_HOURS + 1) * 3_600_000));
  expect([await files(), await findBook(deps.db, key)]).toEqual([[], null]);
});

test(`a tag's book has its newest ${MAX_POSTS} posts, the oldest first, and says so`, async () => {
  const deps = await openDeps();
  for (let day = 0; day <= MAX_POSTS; day++)
    await createPost(deps, { slug: `day-${day}`, tags: ["quiet"] }, hours(24 * day));
  const { id } = await deps.db.tag.findFirstOrThrow();
  const read = await readBook(deps, { kind: "tag", sourceId: id, withResponses: false });
  if (!read.ok) throw new Error(read.reason);
  const slugs = read.contents.parts.map(({ slug }) => slug);
  expect([slugs.length, slugs[0], slugs.at(-1)]).toEqual([MAX_POSTS, "day-1", `day-${MAX_POSTS}`]);
  expect(limitsOf(read.contents)).toEqual([`These are the newest ${MAX_POSTS} of ${MAX_POSTS + 1} posts.`]);
});

test("a book with too much text is refused before what comes after it is read", async () => {
  const { deps, key } = await openMaking();
  for (let part = 1; part <= 2; part++) await createPost(deps, { series: "rooms", part });
  const last = await createPost(deps, { series: "rooms", part: 3 });
  const member = await createMember(deps.db, "mo");
  await createComment(deps, last, { body: "Here." }, { viewer: member });
  const withResponses = { ...key, withResponses: true };
  const whole = await readBook(deps, withResponses);
  if (!whole.ok) throw new Error(whole.reason);
  const { introHtml, parts } = whole.contents;
  const charsOf = (count: number) =>
    parts.slice(0, count).reduce((sum, { html }) => sum + html.length, introHtml.length);
  const refused = await readBook(deps, withResponses, charsOf(2) - 1);
  expect(refused).toMatchObject({ reason: "book.too-long" });
  expect([whole, refused].map(({ tags }) => tags.includes(personKey(member.id)))).toEqual([true, false]);
  expect(await readBook(deps, key, charsOf(3))).toMatchObject({ ok: true });
  expect(await readBook(deps, withResponses, charsOf(3))).toMatchObject({ reason: "book.too-long" });
});
