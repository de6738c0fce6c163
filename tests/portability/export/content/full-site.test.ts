import { statSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkSite } from "~/portability/check-site.server";
import { newDatabaseUrl, openIndexed, render, SITE_SECRET, SITE_URL } from "../../../factories/database";
import { exportSite, importAgain, importIntoNew, readFolder } from "./exports";
import { fillFullSite, PRIVATE } from "./full-site";

let site: Parameters<typeof fillFullSite>[0];
let first: string;

beforeAll(async () => {
  const url = await newDatabaseUrl();
  const db = openIndexed(url);
  site = { db, url, render, siteUrl: SITE_URL, siteSecret: SITE_SECRET, takeChanges: () => [] };
  await fillFullSite(site);
  first = await exportSite(site);
});
afterAll(() => site.db.close());

test("exported, imported into an empty site and exported again, a site with hostile texts is the same", async () => {
  const { site: other, report } = await importIntoNew(first);
  expect([report.problems, report.notes, report.unread]).toEqual([[], [], []]);
  expect(readFolder(await exportSite(other))).toEqual(readFolder(first));
  expect((await checkSite(other, { repair: false, now: new Date() })).left).toEqual([]);
  // Links to comments lead to where they are now, and what is deleted or locked here is so there.
  const comments = await other.db.comment.findMany({ orderBy: { number: "asc" } });
  const hostile = comments.find(({ guestName }) => guestName === "ken");
  const link = `/comments/${hostile?.id}`;
  expect(comments.find(({ number }) => number === 5)?.source).toBe(
    `See [above](${link}) and [there](${link}).`,
  );
  const late = comments.find(({ number }) => number === 22);
  const third = await other.db.post.findUniqueOrThrow({ where: { slug: "third" } });
  expect(third).toMatchObject({ source: expect.stringContaining(`(/comments/${late?.id})`), editedAt: null });
  const unquotable = await other.db.person.findMany({ where: { quotable: false, status: "gone" } });
  const theirs = comments.filter(({ personId }) => unquotable.some(({ id }) => id === personId));
  expect(theirs.map(({ source }) => source)).toEqual(["By one who leaves, and isn't quoted elsewhere."]);
  expect(comments.filter(({ status }) => status === "erased").map(({ number }) => number)).toEqual([4, 6]);
  const { lockedBranches } = await other.db.post.findUniqueOrThrow({ where: { slug: "first" } });
  expect(JSON.parse(lockedBranches)).toEqual([{ path: "000b", words: "Enough: #1" }]);
});

test("tells nothing that readers can't see, but with all, in a folder that only its owner can read", async () => {
  const files = JSON.stringify(readFolder(first));
  expect(PRIVATE.filter((word) => files.includes(word))).toEqual([]);
  const whole = await exportSite(site, { all: true });
  expect(statSync(whole).mode & 0o077).toBe(0);
  const all = readFolder(whole);
  const added = Object.keys(all).filter((name) => name.startsWith("not-published/"));
  const unpublished = JSON.stringify(added.map((name) => all[name]));
  // Erased words are nowhere, and somebody who has written nothing is among the people.
  expect(PRIVATE.filter((word) => !unpublished.includes(word))).toEqual(["ERASED", "LURKER"]);
  const { report } = await importIntoNew(whole);
  expect(report.unread.map(({ message }) => message)).toEqual([
    "isn't imported. To publish a post from it, move its file to posts/.",
  ]);
});

test("imported into the site that it comes from, changes nothing", async () => {
  const before = await site.db.comment.count();
  const { posts, responses, problems } = await importAgain(site, first);
  expect([posts.unchanged, problems, responses.found - responses.unchanged]).toEqual([4, [], 0]);
  expect(await site.db.comment.count()).toBe(before);
  // Their addresses are no import's to remove.
  expect(await site.db.comment.count({ where: { guestEmail: null, guestName: { not: null } } })).toBe(0);
  expect(readFolder(await exportSite(site))).toEqual(readFolder(first));
});
