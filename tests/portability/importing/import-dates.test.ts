// Dates of posts, when first imported and when imported again.

import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { withdrawPost } from "~/flows/publishing/publish-post.server";
import { importContent } from "~/portability/importing/import-content.server";
import { saveSettings } from "~/site/site.server";
import { writeContent } from "../../cli/content";
import { type Deps, openDeps } from "../../factories/database";
import { createComment, createPost } from "../../factories/posts";
import { buildSettings } from "../../factories/settings";

const file = (date: string) =>
  `---\ntitle: A\nslug: a\ndate: ${date}\nbyline: [ken]\ntags: [t]\n---\nThe text.\n`;
const FUTURE = "2999-01-01T09:00:00.000Z";

/** Imports a post with each of these dates in turn. Returns its state and the messages after each. */
async function importOneByOne(deps: Deps, ...dates: string[]) {
  const folder = writeContent({ "people/ken.md": "---\nhandle: ken\nname: Ken\n---\n" });
  mkdirSync(path.join(folder, "posts"));
  const found = [];
  for (const date of dates) {
    writeFileSync(path.join(folder, "posts/a.md"), file(date));
    const { notes, problems } = await importContent(deps, folder, { name: "test" });
    const { id, status, publishedAt, month } = await deps.db.post.findFirstOrThrow();
    const said = [...notes, ...problems].map(({ line, field, message }) => `${line} ${field} ${message}`);
    found.push({ id, status, at: publishedAt?.toISOString(), month, said });
  }
  return found;
}

test("reads a date without a time in the site's time zone, also for the archive's month", async () => {
  const deps = await openDeps();
  await saveSettings(deps, buildSettings({ timeZone: "America/New_York" }));
  const [post] = await importOneByOne(deps, "2026-03-01");
  expect(post).toMatchObject({ at: "2026-03-01T05:00:00.000Z", month: "2026-03" });
});

test("reads dates for a new site in the time zone of its site.md", async () => {
  const deps = await openDeps();
  const folder = writeContent({
    "site.md": "---\nname: West\ntimeZone: America/New_York\n---\n",
    "people/ken.md": "---\nhandle: ken\nname: Ken\n---\n",
    "posts/a.md": file("2026-03-01"),
  });
  await importContent(deps, folder, { name: "test" });
  expect(await deps.db.post.findFirst()).toMatchObject({ publishedAt: new Date("2026-03-01T05:00:00Z") });
});

test("moves a published post with a changed date to its month, keeps its id, and reports it", async () => {
  const deps = await openDeps();
  const [first, moved, again] = await importOneByOne(
    ...[deps, "2026-03-01T09:00:00Z", "2026-01-05T09:00:00Z", "2026-01-05T09:00:00Z"],
  );
  expect(moved).toEqual({
    ...{ id: first?.id, status: "published", at: "2026-01-05T09:00:00.000Z", month: "2026-01" },
    said: ["4 date 2026-03-01T09:00:00.000Z → 2026-01-05T09:00:00.000Z"],
  });
  expect(again).toEqual({ ...moved, said: [] });
  expect(await deps.db.month.findMany()).toEqual([{ month: "2026-01", postCount: 1 }]);
  const at = new Date("2026-01-05T09:00:00Z");
  expect([await deps.db.byline.findFirst(), await deps.db.postTag.findFirst()]).toEqual([
    expect.objectContaining({ publishedAt: at }),
    expect.objectContaining({ publishedAt: at }),
  ]);
});

test("reschedules a post, or publishes it at once if its new date is past", async () => {
  const deps = await openDeps();
  const later = "2999-06-01T09:00:00.000Z";
  const [, postponed] = await importOneByOne(deps, FUTURE, later);
  expect(postponed).toMatchObject({ status: "scheduled", at: later, said: [`4 date ${FUTURE} → ${later}`] });
  const jobs = { where: { status: "waiting" }, select: { dueAt: true } } as const;
  expect(await deps.db.job.findMany(jobs)).toEqual([{ dueAt: new Date(later) }]);
  const [forward] = await importOneByOne(deps, "2026-03-01T09:00:00Z");
  expect(forward).toMatchObject({ status: "published", at: "2026-03-01T09:00:00.000Z", month: "2026-03" });
  expect(await deps.db.job.count({ where: { status: "waiting" } })).toBe(0);
});

test("refuses a future date for a published post, and leaves it unchanged", async () => {
  const [first, refused] = await importOneByOne(await openDeps(), "2026-03-01T09:00:00Z", FUTURE);
  expect(refused).toEqual({
    ...first,
    said: [
      "4 date is in the future, but this post is published already. Give it a date in the past, such as 2026-03-30.",
    ],
  });
});

test("keeps a withdrawn post withdrawn, whatever its date", async () => {
  const deps = await openDeps();
  const [first] = await importOneByOne(deps, "2026-03-01T09:00:00Z");
  await withdrawPost(deps, first?.id ?? 0, new Date());
  const [again] = await importOneByOne(deps, "2026-01-01T09:00:00Z");
  expect(again).toMatchObject({ status: "withdrawn", month: null });
});

test("dates a pingback like its post if that follows the earlier responses, else by the import", async () => {
  const deps = await openDeps();
  const day = (number: number) => new Date(Date.UTC(2026, 2, number, 9));
  for (const slug of ["quiet", "answered", "linked"]) await createPost(deps, { slug }, day(1));
  const targets = await deps.db.post.findMany({ orderBy: { id: "asc" } });
  const [, answered] = targets;
  await createComment(deps, answered?.id ?? 0, {}, { now: day(2) });
  await createComment(deps, answered?.id ?? 0, {}, { now: day(20) });
  await createPost(deps, { source: "See [it](/posts/linked)." }, day(20));
  const links = targets.map(({ slug }) => `[${slug}](/posts/${slug})`).join(" ");
  const folder = writeContent({
    "people/ken.md": "---\nhandle: ken\nname: Ken\n---\n",
    "posts/a.md": file("2026-03-10T09:00:00Z").replace("The text.", links),
  });
  const before = new Date();
  await importContent(deps, folder, { name: "test", replace: true });
  const { id } = await deps.db.post.findUniqueOrThrow({ where: { slug: "a" } });
  const pingbacks = await deps.db.pingback.findMany({
    where: { sourcePostId: id },
    orderBy: { postId: "asc" },
  });
  expect(pingbacks.map(({ number, createdAt }) => [number, createdAt < before ? createdAt : "now"])).toEqual([
    [1, day(10)],
    [3, "now"],
    [2, "now"],
  ]);
  expect(await deps.db.post.findUnique({ where: { id } })).toMatchObject({
    ...{ publishedAt: day(10), createdAt: day(10), updatedAt: day(10) },
  });
});

test("orders the pingbacks of an archive by the dates of its posts", async () => {
  const deps = await openDeps();
  const post = (slug: string, day: string, text: string) =>
    file(`2026-03-${day}T09:00:00Z`).replace("slug: a", `slug: ${slug}`).replace("The text.", text);
  const folder = writeContent({
    "people/ken.md": "---\nhandle: ken\nname: Ken\n---\n",
    "posts/first.md": post("first", "01", "One."),
    "posts/b.md": post("b", "10", "See [it](/posts/first)."),
    "posts/c.md": post("c", "03", "See [it](/posts/first)."),
    "conversations/first.yml":
      "post: first\nresponses:\n  - name: Ada\n    at: 2026-03-20T09:00:00Z\n    body: Late.\n  - name: Bo\n    at: 2026-03-05T09:00:00Z\n    body: Soon.\n",
  });
  await importContent(deps, folder, { name: "test" });
  const rows = [...(await deps.db.pingback.findMany()), ...(await deps.db.comment.findMany())];
  const inOrder = rows
    .toSorted((a, b) => (a.number ?? 0) - (b.number ?? 0))
    .map(({ createdAt }) => createdAt.getUTCDate());
  expect(inOrder).toEqual([3, 5, 10, 20]);
});
