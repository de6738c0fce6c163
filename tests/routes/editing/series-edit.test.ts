import { beforeAll, expect, test } from "vitest";
import { readDetails } from "~/drafts/draft";
import { publishDueJob } from "~/flows/publishing/publication-job.server";
import { schedulePost } from "~/flows/publishing/publish-post.server";
import { upsertSeries } from "~/series/series.server";
import { createDraft } from "../../factories/drafts";
import { createMember } from "../../factories/people";
import { buildPost, createPost, NOW } from "../../factories/posts";
import { openTestSite, type TestSite } from "../../factories/site";
import { alertOf, errorOf, typedIn, Visitor } from "../../factories/visitor";

let site: TestSite;
let editor: Visitor;
const guest = () => new Visitor(site);
let count = 0;

beforeAll(async () => {
  site = await openTestSite({ close: "later", env: { PAGE_CACHE: "on" } });
  editor = new Visitor(site, (await createMember(site.services.db, "eve", { role: "editor" })).cookie);
  return () => site.close();
});

/** A new series with published parts 1 to `parts`. */
async function createSeries(parts = 0) {
  const slug = `series-${++count}`;
  const text = { slug, title: `Series ${count}`, status: "under way" as const, intro: "An *introduction*." };
  await upsertSeries(site.services, text, NOW);
  const posts: { id: number; slug: string }[] = [];
  for (let part = 1; part <= parts; part++) {
    const post = `${slug}-part-${part}`;
    posts.push({
      id: await createPost(site.services, { slug: post, title: `Post ${part}`, series: slug, part }),
      slug: post,
    });
  }
  const fields = { title: text.title, slug, intro: text.intro, status: text.status };
  const numbers = Object.fromEntries(posts.map(({ id }, index) => [`part-${id}`, String(index + 1)]));
  return { slug, posts, fields: { ...fields, ...numbers }, path: `/series/${slug}/edit` };
}

const versionAt = async (path: string) => typedIn(await editor.get(path), "version") ?? "";

async function save(
  { path, fields }: { path: string; fields: Record<string, string> },
  changed: object,
  version?: string,
) {
  return editor.post(path, { ...fields, ...changed, version: version ?? (await versionAt(path)) });
}

const stored = (slug: string) =>
  site.services.db.series.findUnique({
    where: { slug },
    select: {
      ...{ title: true, introSource: true, status: true },
      posts: { orderBy: { part: "asc" }, select: { id: true, part: true } },
      announced: { orderBy: { part: "asc" }, select: { part: true, title: true, expected: true } },
    },
  });

test("creates a series, with an address made from its title", async () => {
  const created = await editor.post("/series/new", {
    title: "Öffentliche Räume",
    status: "under way",
    intro: "*Why*",
  });
  expect([created.status, created.location]).toEqual([303, "/series/offentliche-raume/edit?done"]);
  expect((await editor.get(created.location ?? "")).html).toContain("Series saved.");
  expect((await guest().get("/series/offentliche-raume")).html).toContain("<em>Why</em>");
  expect((await guest().get("/series")).html).toContain("Öffentliche Räume");
});

test("creates a series with an introduction of the maximum length in any script", async () => {
  const intro = "字".repeat(10_000);
  const created = await editor.post("/series/new", { title: "Long", status: "under way", intro });
  expect([created.status, created.location]).toEqual([303, "/series/long/edit?done"]);
});

test("shows the links to edit only to those who may", async () => {
  const { slug } = await createSeries();
  expect((await editor.get("/series")).html).toContain('href="/series/new"');
  expect((await editor.get(`/series/${slug}`)).html).toContain(`href="/series/${slug}/edit"`);
  expect((await guest().get("/series")).html).not.toContain("/series/new");
  expect((await guest().get(`/series/${slug}`)).html).not.toContain("/edit");
});

test("changes the text, and the former address redirects for ever, in cached pages too", async () => {
  const series = await createSeries(1);
  const [post = { slug: "" }] = series.posts;
  const before = await guest().get(`/posts/${post.slug}`);
  expect(before.html).toContain(`/series/${series.slug}`);
  const saved = await save(series, { title: "Renamed", slug: `${series.slug}-new`, status: "complete" });
  expect([saved.status, saved.location]).toEqual([303, `/series/${series.slug}-new/edit?done`]);
  const moved = await guest().get(`/series/${series.slug}`);
  expect([moved.status, moved.location]).toEqual([301, `/series/${series.slug}-new`]);
  const after = await guest().get(`/posts/${post.slug}`);
  expect(after.html).toContain(`href="/series/${series.slug}-new"`);
  expect(after.html).toMatch(/Part 1 of 1.* in <cite><bdi>Renamed/s);
  // A post that names the former slug is filed there, and the slug can be had back.
  await createPost(site.services, { series: series.slug, part: 2 });
  const back = { ...series, path: `/series/${series.slug}-new/edit` };
  expect((await save(back, { slug: series.slug })).status).toBe(303);
  expect((await guest().get(`/series/${series.slug}`)).status).toBe(200);
  expect((await guest().get(`/series/${series.slug}-new`)).location).toBe(`/series/${series.slug}`);
});

test("puts posts into another order, in their navigation and lists too", async () => {
  const series = await createSeries(3);
  const [one, two, three] = series.posts as [
    { id: number; slug: string },
    { id: number; slug: string },
    { id: number; slug: string },
  ];
  expect((await guest().get(`/posts/${two.slug}`)).html).toContain("Part 2 of 3 so far in");
  const saved = await save(series, { [`part-${one.id}`]: "3", [`part-${three.id}`]: "1" });
  expect(saved.status).toBe(303);
  expect((await stored(series.slug))?.posts.map(({ id }) => id)).toEqual([three.id, two.id, one.id]);
  const { html } = await guest().get(`/posts/${two.slug}`);
  expect(html).toMatch(new RegExp(`href="/posts/${three.slug}" rel="prev"`));
  expect(html).toMatch(new RegExp(`href="/posts/${one.slug}" rel="next"`));
});

test("moves a part by its button, saves the rest of the form, and keeps the focus there", async () => {
  const series = await createSeries(3);
  const [, two] = series.posts;
  const moved = await save(series, { title: "Typed too", move: `up:part-${two?.id}` });
  expect([moved.status, moved.location]).toEqual([303, `${series.path}?moved=up:part-${two?.id}`]);
  const after = await stored(series.slug);
  expect([after?.title, after?.posts[0]?.id]).toEqual(["Typed too", two?.id]);
  const { html } = await editor.get(moved.location ?? "");
  expect(html).toContain("Part moved.");
  // It is the first part now and can't go further up.
  expect(html).toMatch(new RegExp(`<button[^>]*value="down:part-${two?.id}"[^>]*autofocus`));
});

test("gives a working copy the new number of its post, so that its next update keeps the order", async () => {
  const series = await createSeries(2);
  const [one, two] = series.posts;
  const { db } = site.services;
  const ada = await createMember(db, `ada-${series.slug}`, { role: "author" });
  const draftId = await createDraft(db, ada, { series: series.slug, part: "1" });
  await db.draft.update({ where: { id: draftId }, data: { postId: one?.id ?? null } });
  expect((await save(series, { [`part-${one?.id}`]: "2", [`part-${two?.id}`]: "1" })).status).toBe(303);
  const { details } = await db.draft.findUniqueOrThrow({ where: { id: draftId } });
  expect(readDetails(details).part).toBe("2");
});

test("announces a part to readers until a post with its number is published", async () => {
  const series = await createSeries(1);
  const saved = await save(series, {
    "announced-0": "2",
    "announced-title-0": "At the desk",
    "announced-when-0": "in May",
  });
  expect(saved.status).toBe(303);
  const [post = { slug: "" }] = series.posts;
  for (const page of [`/series/${series.slug}`, `/posts/${post.slug}`])
    expect((await guest().get(page)).html).toContain("At the desk, in May");
  expect((await guest().get(`/posts/${post.slug}`)).html).toContain("Part 1 of 2 so far in");

  // A scheduled post with the number leaves the announcement until it comes out.
  const due = new Date(NOW.getTime() + 60_000);
  const next = buildPost({ series: series.slug, part: 2, title: "It is out" });
  const scheduled = await schedulePost(site.services, { ...next, writers: ["ken"] }, due, NOW);
  expect(scheduled.ok).toBe(true);
  expect((await stored(series.slug))?.announced).toHaveLength(1);
  if (scheduled.ok) await publishDueJob.run(site.services, { postId: scheduled.postId }, due);
  expect((await stored(series.slug))?.announced).toEqual([]);
  const { html } = await guest().get(`/series/${series.slug}`);
  expect(html).toContain("It is out");
  expect(html).not.toContain("At the desk");
});

test("removes an announced part whose fields were emptied, and shows one without a title by its number", async () => {
  const series = await createSeries(1);
  await save(series, { "announced-0": "4", "announced-when-0": "in May" });
  expect((await guest().get(`/series/${series.slug}`)).html).toContain("Part 4, in May");
  await save(series, { "announced-4": "", "announced-title-4": "", "announced-when-4": " " });
  expect((await stored(series.slug))?.announced).toEqual([]);
});

test("refuses the second of two edits with 409, says what differs, and saves it when sent again", async () => {
  const series = await createSeries(2);
  const [one, two] = series.posts;
  const version = await versionAt(series.path);
  const swapped = { [`part-${one?.id}`]: "2", [`part-${two?.id}`]: "1" };
  expect((await save(series, { ...swapped, title: "First", "announced-0": "9" }, version)).status).toBe(303);
  const late = await save(series, { title: "Second", intro: "Typed with care" }, version);
  expect([late.status, alertOf(late)]).toEqual([
    409,
    expect.stringContaining("somebody else changed this series"),
  ]);
  expect(alertOf(late)).toContain("Their announced parts: 9: Part 9.");
  expect([typedIn(late, "title"), errorOf(late, "title")]).toEqual(["Second", "Current value: First"]);
  expect(errorOf(late, `part-${one?.id}`)).toBe("Current value: 2");
  expect(late.html).toContain("Typed with care</textarea>");
  expect((await stored(series.slug))?.title).toBe("First");
  const again = await save(series, { title: "Second", intro: "Typed with care" }, typedIn(late, "version"));
  expect([again.status, (await stored(series.slug))?.title]).toEqual([303, "Second"]);
});

test("saves one of several simultaneous edits", async () => {
  const series = await createSeries(2);
  const version = await versionAt(series.path);
  const answers = await Promise.all(["A", "B", "C"].map((title) => save(series, { title }, version)));
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 409, 409]);
});

test("a form at a former address is told of the change and keeps its text", async () => {
  const series = await createSeries();
  const version = await versionAt(series.path);
  await save(series, { slug: `${series.slug}-moved` });
  const late = await save(series, { title: "Late" }, version);
  expect([late.status, typedIn(late, "title")]).toEqual([409, "Late"]);
});

test.each([
  ["an invisible title", { title: "\u200b " }, "title", "Enter the title"],
  ["the slug of another series", { slug: "taken" }, "slug", "Another series has or had this address"],
  ["a former slug of another series", { slug: "taken-before" }, "slug", "Another series has or had"],
  ["a reserved slug", { slug: "new" }, "slug", "reserved for the site"],
  ["a slug with other letters", { slug: "a b" }, "slug", "letters a to z"],
  ["an unknown status", { status: "asleep" }, "status", "Choose one"],
  ["an introduction nested too deeply", { intro: "> ".repeat(150) }, "intro", "nested too deeply"],
  ["an introduction that is too long", { intro: "x".repeat(10_001) }, "intro", "10,000 characters"],
  ["a number that is none", { "announced-0": "four" }, "announced-0", "Enter a number from 1 to 999"],
  ["no number", { "announced-0": "", "announced-title-0": "X" }, "announced-0", "Enter a number"],
  ["a long time", { "announced-0": "3", "announced-when-0": "x".repeat(61) }, "announced-when-0", "60 char"],
])("refuses %s beside its field and keeps the other fields", async (_what, changed, field, words) => {
  const other = await site.services.db.series.findUnique({ where: { slug: "taken" } });
  if (!other) {
    await upsertSeries(
      site.services,
      { slug: "taken-before", title: "T", status: "complete", intro: "" },
      NOW,
    );
    const fields = { title: "T", intro: "", status: "complete" };
    await save({ path: "/series/taken-before/edit", fields }, { slug: "taken" });
  }
  const series = await createSeries(1);
  const refused = await save(series, { title: "Typed", ...changed });
  expect([refused.status, errorOf(refused, field)]).toEqual([422, expect.stringContaining(words)]);
  if (field !== "title") expect(typedIn(refused, "title")).toBe("Typed");
  expect((await stored(series.slug))?.title).not.toBe("Typed");
});

test("shows the number of a post that joined the series while a refused form was open", async () => {
  const series = await createSeries(1);
  const version = await versionAt(series.path);
  const joined = await createPost(site.services, {
    slug: `${series.slug}-joined`,
    series: series.slug,
    part: 2,
  });
  const refused = await save(series, { title: " " }, version);
  expect([refused.status, typedIn(refused, `part-${joined}`)]).toEqual([422, "2"]);
});

test("refuses a number twice, and an announced part with the number of a published post", async () => {
  const series = await createSeries(2);
  const [one, two] = series.posts;
  const twice = await save(series, { [`part-${two?.id}`]: "1" });
  expect([twice.status, errorOf(twice, `part-${two?.id}`)]).toEqual([
    422,
    expect.stringContaining("number 1"),
  ]);
  // A forged form that leaves a post out.
  const forged = await save(
    { ...series, fields: { ...series.fields, [`part-${one?.id}`]: "2" } },
    { [`part-${two?.id}`]: "2" },
  );
  expect(forged.status).toBe(422);
  const announced = await save(series, { "announced-0": "2" });
  expect([announced.status, errorOf(announced, `part-${two?.id}`)]).toEqual([
    422,
    expect.stringContaining("number 2"),
  ]);
});

test("answers 404 for a series that doesn’t exist", async () => {
  expect((await editor.get("/series/nothing/edit")).status).toBe(404);
  const sent = await editor.post("/series/nothing/edit", {
    title: "X",
    slug: "x",
    status: "complete",
    intro: "Kept",
  });
  expect([sent.status, sent.html.includes("Kept")]).toEqual([404, true]);
});
