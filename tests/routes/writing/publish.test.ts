// What can't be published as it is typed, over HTTP: each has its message on the page before publication and at publication, and stays as
// it was typed.

import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { MAX_SOURCE_CHARS } from "~/markdown/limits";
import { upsertSeries } from "~/series/series.server";
import { createMember, type TestMember } from "../../factories/people";
import { createPost, NOW } from "../../factories/posts";
import { openTestSite, type TestSite } from "../../factories/site";
import { type Answer, typedIn, Visitor } from "../../factories/visitor";

let site: TestSite;
let member: TestMember;
let editor: Visitor;
beforeAll(async () => {
  site = await openTestSite({ close: "later" });
  const { services } = site;
  member = await createMember(services.db, "eve", { role: "editor" });
  editor = new Visitor(site, member.cookie);
  await upsertSeries(services, { slug: "rooms", title: "Rooms", status: "under way", intro: "" }, NOW);
  await createPost(services, { slug: "taken", series: "rooms", part: 2 });
});
afterAll(() => site.close());

/** Saves a new draft as the button does; returns its id. */
async function begin(fields: Record<string, string>): Promise<number> {
  const typed = { title: "A title", body: "A text.", ...fields };
  const save = { as: String(member.id), form: randomUUID(), version: "0", ...typed };
  const saved = await editor.post("/write", save);
  expect([saved.status, saved.location]).toEqual([303, expect.stringMatching(/^\/write\/\d+$/)]);
  return Number(saved.location?.split("/").at(-1));
}

const unescapeHtml = (html: string) =>
  html.replaceAll("&quot;", '"').replaceAll("&#x27;", "'").replaceAll("&amp;", "&");

/** The problems that a page before publication lists: each is a link to its field. */
const problemsOf = ({ html }: Answer) =>
  Object.fromEntries(
    [...html.matchAll(/<li><a href="\/write\/\d+#field-(\w+)">([^<]*)</g)].map(([, field, words]) => [
      field,
      unescapeHtml(words ?? ""),
    ]),
  );

const DATE = "Enter a date in the past, for example 2019-03-30, or leave the field empty.";

/** What a field of the editor shows. */
const editorShows = async (id: number, field: string) =>
  typedIn(await editor.get(`/write/${id}`), field) ?? "";

const inAYear = `${new Date().getUTCFullYear() + 1}-07-01T08:00`;
const long = (chars: number) => "字".repeat(chars);
const tags = (count: number) => Array.from({ length: count }, (_, n) => `tag ${n}`).join(", ");

test.each([
  ["a title of emoji alone", "slug", { title: "🌱🌱" }, "the title has no letters from a to z"],
  ["no title", "title", { title: " " }, "Please enter a title."],
  [
    "a long title",
    "title",
    { title: "x".repeat(201) },
    "Please shorten the title to 200 characters. It has 201.",
  ],
  ["no text", "body", { body: "\n" }, "Please write a text."],
  [
    "a text of 500,000 characters",
    "body",
    { body: long(500_000) },
    `Please shorten the text by ${(500_000 - MAX_SOURCE_CHARS).toLocaleString("en")} characters`,
  ],
  [
    "an address with spaces",
    "slug",
    { slug: "a b" },
    "Use lower-case letters from a to z, digits and hyphens",
  ],
  [
    "a long address",
    "slug",
    { slug: "a".repeat(101) },
    "Please shorten the address to 100 characters. It has 101.",
  ],
  ["an address that a post has", "slug", { slug: "taken" }, "Another post has the address taken."],
  ["a hundred tags", "tags", { tags: tags(100) }, "Please choose 12 tags at most. There are 100."],
  ["a long tag", "tags", { tags: `access, ${long(61)}` }, "Please shorten the tag “字字"],
  ["a tag without letters", "tags", { tags: "🌱" }, "The tag “🌱” needs a letter or a digit"],
  ["an unknown writer", "writers", { writers: "nobody-here" }, "No one here has the handle nobody-here."],
  ["a writer’s name for a handle", "writers", { writers: "eve, Eve Lind" }, "“eve lind” isn’t a handle"],
  ["nine writers", "writers", { writers: "a,b,c,d,e,f,g,h,i" }, "Please name 8 people at most. There are 9."],
  ["an unknown presenter", "presenters", { presenters: "no-one" }, "No one here has the handle no-one."],
  ["a presenter’s name for a handle", "presenters", { presenters: "Ada!" }, "“ada!” isn’t a handle"],
  [
    "a long summary",
    "summary",
    { summary: long(401) },
    "Please shorten the summary to 400 characters. It has 401.",
  ],
  ["no such language", "language", { language: "englisch" }, "No language has the code “englisch”."],
  ["no such licence", "licence", { licence: "wtfpl" }, "Please choose one of the licences"],
  ["no such answer", "noindex", { noindex: "perhaps" }, "Please choose whether search engines"],
  ["a part without a series", "part", { part: "3" }, "Please choose the series"],
  ["a part in words", "part", { series: "rooms", part: "three" }, "Please enter the number of this part"],
  ["part 1000", "part", { series: "rooms", part: "1000" }, "from 1 to 999"],
  ["a part that a post has", "part", { series: "rooms", part: "2" }, "rooms, part 2"],
  [
    "a series that no longer exists",
    "series",
    { series: "gone", part: "1" },
    "This series no longer exists.",
  ],
])(
  "says what is wrong with %s, in words for its field %s, and keeps it",
  async (_what, field, fields, words) => {
    const posts = await site.services.db.post.count();
    const id = await begin(fields);
    const path = `/write/${id}`;
    for (const answer of [
      await editor.post(`${path}/publish`, { version: "1" }),
      await editor.post(`${path}/schedule`, { version: "1", at: inAYear }),
    ]) {
      expect(answer.status).toBe(422);
      expect(problemsOf(answer)).toEqual({ [field]: expect.stringContaining(words) });
    }
    expect(await site.services.db.post.count()).toBe(posts);
    for (const [name, typed] of Object.entries(fields)) {
      if (["series", "licence", "noindex"].includes(name)) continue; // Chosen from a list, which has them too.
      expect(await editorShows(id, name)).toBe(typed);
    }
  },
);

test.each(["2199-01-01", "1492-10-12", "2019-02-31", "last spring", "2019-03-30T25:00"])(
  "says that a post can't be dated %s, publishes nothing, and keeps what was typed",
  async (date) => {
    const posts = await site.services.db.post.count();
    const id = await begin({ title: `Dated ${date}`, date });
    const refused = await editor.post(`/write/${id}/publish`, { version: "1" });
    expect([refused.status, problemsOf(refused)]).toEqual([422, { date: DATE }]);
    expect(await site.services.db.post.count()).toBe(posts);
    expect(await editorShows(id, "date")).toBe(date);
  },
);

test("a draft without an address has its title on the page before publication", async () => {
  const { html } = await editor.get(`/write/${await begin({ title: "مكتبة الحيّ" })}/publish`);
  expect(html).toContain('<h1 dir="auto">مكتبة الحيّ</h1>');
});

// Posts have a folder of their own, so the site's addresses are free in it.
test.each(["write", "drafts", "sign-in", "feed", "new", "history"])(
  "publishes a post with the address %s, which leads to it",
  async (slug) => {
    const id = await begin({ title: `About ${slug}`, slug });
    const published = await editor.post(`/write/${id}/publish`, { version: "1" });
    expect(published.status).toBe(303);
    expect((await editor.get(`/posts/${slug}`)).html).toContain(`About ${slug}`);
    expect((await editor.get(`/posts/${slug}/history`)).status).toBe(200);
  },
);

test("tells the later of two editors that the draft has changed, publishes nothing, and keeps both texts", async () => {
  const id = await begin({ title: "Raced", body: "Seen." });
  const changed = { as: String(member.id), form: randomUUID(), version: "1", title: "Raced" };
  await editor.post(`/write/${id}`, { ...changed, body: "Not seen." });
  for (const [act, fields] of [
    ["publish", { version: "1" }],
    ["schedule", { version: "1", at: inAYear }],
  ] as const) {
    const refused = await editor.post(`/write/${id}/${act}`, fields);
    expect([refused.status, problemsOf(refused).form]).toEqual([
      422,
      "This draft was changed meanwhile. Read it as it is now, then try again.",
    ]);
  }
  expect(await site.services.db.post.findFirst({ where: { title: "Raced" } })).toBeNull();
  expect(await editorShows(id, "body")).toBe("Not seen.");
});

test("publishes once when two editors press Publish at the same moment", async () => {
  const id = await begin({ title: "Pressed twice" });
  const other = await createMember(site.services.db, "edith", { role: "editor" });
  const both = [editor, new Visitor(site, other.cookie)].map((visitor) =>
    visitor.post(`/write/${id}/publish`, { version: "1" }),
  );
  expect((await Promise.all(both)).map(({ status }) => status)).toEqual([303, 303]);
  expect(await site.services.db.post.count({ where: { title: "Pressed twice" } })).toBe(1);
  const { postId } = await site.services.db.draft.findUniqueOrThrow({ where: { id } });
  expect(await site.services.db.revision.count({ where: { postId: postId ?? 0 } })).toBe(1);
});

test("answers a member who guesses the addresses of another’s draft with 404 at each, and changes nothing", async () => {
  const id = await begin({ title: "Hidden" });
  const guess = new Visitor(site, (await createMember(site.services.db, "gus", { role: "author" })).cookie);
  const pages = ["", "/preview", "/publish", "/schedule", "/link", "/delete", "/copies", "/changes"];
  for (const page of pages) {
    const answer = await guess.get(`/write/${id}${page}`);
    expect([page, answer.status]).toEqual([page, 404]);
    expect(answer.html).not.toContain("Hidden");
  }
  for (const act of [
    "publish",
    "schedule",
    "link",
    "delete",
    "discard",
    "withdraw",
    "take-back",
    "restore",
  ]) {
    const { status } = await guess.post(`/write/${id}/${act}`, { version: "1", at: inAYear });
    expect([act, status]).toEqual([act, 404]);
  }
  const { postId, binnedAt } = await site.services.db.draft.findUniqueOrThrow({ where: { id } });
  expect([postId, binnedAt]).toEqual([null, null]);
});
