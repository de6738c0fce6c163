// A page from its first line to its withdrawal, in the editor, over HTTP.

import { expect, test } from "vitest";
import { emptyBinJob } from "~/flows/writing/bin-draft.server";
import { createPage } from "../../../factories/pages";
import { createMember } from "../../../factories/people";
import { openTestSite } from "../../../factories/site";
import { alertOf, errorOf, typedIn, Visitor } from "../../../factories/visitor";

async function openDesk() {
  const site = await openTestSite();
  const { services } = site;
  const eve = new Visitor(site, (await createMember(services.db, "eve", { role: "editor" })).cookie);
  const ed = new Visitor(site, (await createMember(services.db, "ed", { role: "editor" })).cookie);
  let count = 0;
  const form = () => ({ form: `a-form-of-the-editor-${++count}`, kind: "page" });
  /** Begins a page and publishes it. Returns the draft's address. */
  const publish = async (fields: Record<string, string>) => {
    const { location } = await eve.post("/write", { ...form(), body: "A text.", ...fields });
    await press(location ?? "");
    return location ?? "";
  };
  const press = async (draft: string, who = eve) => {
    const version = typedIn(await who.get(`${draft}/publish`), "version") ?? "0";
    return who.post(`${draft}/publish`, { version });
  };
  return { site, services, eve, ed, form, publish, press };
}

test("offers the fields of a page, and not those of a post", async () => {
  const { eve } = await openDesk();
  const { html } = await eve.get(`/write?kind=page&new=${"a".repeat(32)}`);
  expect(html).toContain("Write a page");
  for (const name of ["title", "body", "slug", "language"]) expect(html).toContain(`name="${name}"`);
  for (const name of [
    "tags",
    "summary",
    "series",
    "part",
    "writers",
    "presenters",
    "licence",
    "noindex",
    "date",
  ])
    expect(html).not.toContain(`name="${name}"`);
  expect(html).not.toMatch(/Hand in/);
});

test("publishes what the page before showed, gives it an address of its title, and updates it", async () => {
  const { site, eve, form } = await openDesk();
  const begun = await eve.post("/write", { ...form(), title: "How to contribute", body: "Write to us." });
  const draft = begun.location ?? "";
  const asked = await eve.get(`${draft}/publish`);
  expect(asked.html).toContain("/pages/how-to-contribute");
  expect(asked.html).not.toMatch(/Schedule|Pingbacks|<dt>By/);
  const published = await eve.post(`${draft}/publish`, { version: typedIn(asked, "version") ?? "" });
  const done = await eve.get(published.location ?? "");
  expect(done.html).toMatch(/is published\. <a href="\/pages\/how-to-contribute">View the page/);
  expect(await (await site.get("/pages/how-to-contribute")).text()).toContain("Write to us.");

  const opened = await eve.get("/write?page=how-to-contribute");
  expect(opened.location).toBe(draft);
  await eve.post(draft, { ...form(), title: "How to contribute", body: "Come by.", version: "1" });
  expect(await (await site.get("/pages/how-to-contribute")).text()).toContain("Write to us.");
  expect((await eve.get(`${draft}/changes`)).html).toMatch(/<del>.*Write/s);
  const update = await eve.get(`${draft}/publish`);
  await eve.post(`${draft}/publish`, { version: typedIn(update, "version") ?? "" });
  expect(await (await site.get("/pages/how-to-contribute")).text()).toContain("Come by.");
});

test.each([
  ["an empty title", { title: " ", slug: "x" }, "title", "Please enter a title."],
  ["a title of emoji alone", { title: "🌱🌱" }, "slug", "the title has no letters"],
  ["a title that is too long", { title: "x".repeat(201), slug: "x" }, "title", "It has 201."],
  ["a slug with a space", { title: "A", slug: "a b" }, "slug", "Use lower-case letters"],
  ["a slug of the site", { title: "A", slug: "new" }, "slug", "The site uses the address new itself."],
  ["a title that makes one", { title: "History" }, "slug", "The site uses the address history itself."],
  ["a text that is too long", { title: "A", body: "x".repeat(150_001) }, "body", "by 1 character, or divide"],
  ["no text", { title: "A", body: "" }, "body", "Please write a text."],
  ["an unknown language", { title: "A", language: "englisch" }, "language", "No language has the code"],
])("refuses to publish %s with a sentence, and keeps the draft", async (_what, fields, field, words) => {
  const { site, eve, form } = await openDesk();
  const begun = await eve.post("/write", { ...form(), body: "A text.", ...fields });
  const { html } = await eve.get(`${begun.location}/publish`);
  expect(html).toMatch(new RegExp(`#field-${field}">[^<]*${words.replace(/[.?]/g, "\\$&")}`));
  const pressed = await eve.post(`${begun.location}/publish`, { version: "1" });
  expect(pressed.status).toBe(422);
  expect(await site.services.db.page.count()).toBe(0);
  expect(await site.services.db.draft.count()).toBe(1);
});

test("refuses a slug that another page has or had", async () => {
  const { services, eve, form } = await openDesk();
  const id = await createPage(services);
  await createPage(services, { slug: "who-we-are" }, { id });
  for (const slug of ["about", "who-we-are"]) {
    const { location } = await eve.post("/write", { ...form(), title: "Another", slug, body: "A text." });
    const refused = await eve.post(`${location}/publish`, { version: "1" });
    expect(refused.status).toBe(422);
    expect(refused.html).toContain(`Another page has or had the address ${slug}.`);
  }
});

test("keeps both texts of two editors, and refuses an update from an outdated version until it is confirmed", async () => {
  const { site, services, eve, ed, form, publish } = await openDesk();
  const draft = await publish({ title: "About" });
  const save = (who: Visitor, body: string) =>
    who.post(draft, { ...form(), title: "About", body, version: "1" });
  await save(eve, "Of Eve.");
  const copied = await save(ed, "Of Ed.");
  expect(copied.location).toMatch(/\?copied=\d+$/);
  expect((await ed.get(copied.location ?? "")).html).toContain("is saved as a copy");

  const { id } = await services.db.page.findFirstOrThrow();
  await createPage(services, { title: "About", source: "Of an import." }, { id });
  const version = typedIn(await eve.get(`${draft}/publish`), "version") ?? "";
  const refused = await eve.post(`${draft}/publish`, { version });
  expect([refused.status, refused.html]).toEqual([409, expect.stringContaining("Update anyway")]);
  expect(await (await site.get("/pages/about")).text()).toContain("Of an import.");
  await eve.post(`${draft}/publish`, { version, overwrite: "yes" });
  expect(await (await site.get("/pages/about")).text()).toContain("Of Eve.");
});

test("two editors who publish the same version at once make one version of it", async () => {
  const { services, eve, ed, form } = await openDesk();
  const { location } = await eve.post("/write", { ...form(), title: "About", body: "A text." });
  const press = (who: Visitor) => who.post(`${location}/publish`, { version: "1" });
  expect((await Promise.all([press(eve), press(ed)])).map(({ status }) => status)).toEqual([303, 303]);
  expect([await services.db.page.count(), await services.db.pageVersion.count()]).toEqual([1, 1]);
});

test("restores an earlier version into the editor, and keeps changes there as a copy", async () => {
  const { services, eve, form, publish, press } = await openDesk();
  const draft = await publish({ title: "About", slug: "about", body: "The first text." });
  await eve.post(draft, {
    ...form(),
    title: "About us",
    slug: "about",
    body: "The second text.",
    version: "1",
  });
  await press(draft);
  const listed = await eve.get("/pages/about/history");
  expect(listed.html).toMatch(/Version 2<\/a> \(newest\).*Version 1/s);
  expect((await eve.get("/pages/about/history?version=1")).html).toMatch(/<del>.*first/s);
  await eve.post(draft, {
    ...form(),
    title: "About us",
    slug: "about",
    body: "The third text.",
    version: "2",
  });
  const restored = await eve.post("/pages/about/history/1/restore");
  expect(restored.location).toBe(draft);
  expect(await services.db.draft.findFirst()).toMatchObject({ title: "About", source: "The first text." });
  expect(await services.db.draftCopy.findFirst()).toMatchObject({ source: "The third text." });
  for (const place of ["history?version=9", "history?version=x", "history?version=%00"])
    expect([400, 404]).toContain((await eve.get(`/pages/about/${place}`)).status);
});

test("a page is never handed in or scheduled", async () => {
  const { services, eve, form } = await openDesk();
  const fields = { ...form(), title: "About", body: "A text." };
  const { location } = await eve.post("/write", fields);
  expect((await eve.post(`${location}/submit`, { ...fields, version: "1" })).status).toBe(409);
  expect((await eve.post(`${location}/schedule`, { version: "1", at: "2099-01-01T08:00" })).status).toBe(422);
  expect(await services.db.draft.findFirst()).toMatchObject({ status: "writing", postId: null });
  expect(await services.db.post.count()).toBe(0);
});

test("discards the changes of a working copy", async () => {
  const { services, eve, form, publish } = await openDesk();
  const draft = await publish({ title: "About", body: "Published." });
  await eve.post(draft, { ...form(), title: "About", body: "Changed.", version: "1" });
  const version = typedIn(await eve.get(`${draft}/discard`), "version") ?? "";
  expect((await eve.post(`${draft}/discard`, { version })).status).toBe(303);
  expect((await services.db.draft.findFirstOrThrow()).source).toBe("Published.");
});

test("withdraws a page, publishes it again, and deletes a withdrawn one after its time in the bin", async () => {
  const { site, services, eve, publish, press } = await openDesk();
  const draft = await publish({ title: "About" });
  expect((await eve.post(`${draft}/delete`)).status).toBe(409);
  expect((await eve.get(`${draft}/withdraw`)).html).toContain("Withdraw this page?");
  await eve.post(`${draft}/withdraw`);
  expect((await site.get("/pages/about")).status).toBe(410);
  await press(draft);
  expect((await site.get("/pages/about")).status).toBe(200);
  await eve.post(`${draft}/withdraw`);
  await eve.post(`${draft}/delete`);
  await emptyBinJob.run(services, {}, new Date(Date.now() + 31 * 24 * 60 * 60 * 1000));
  expect([await services.db.page.count(), await services.db.pageVersion.count()]).toEqual([0, 0]);
  expect((await site.get("/pages/about")).status).toBe(404);
});

test("shows a preview as the page will stand, saved or not, and a secret link leads to the page once it is out", async () => {
  const { eve, site, form, press } = await openDesk();
  const fields = { ...form(), title: "About", body: "Who *we* are." };
  const unsaved = await eve.post("/write/new/preview/text", fields);
  expect(unsaved.html).toContain("Who <em>we</em> are.");
  expect(unsaved.html).not.toMatch(/Filed under|reading time|Leave a reply/);
  const { location } = await eve.post("/write", fields);
  expect((await eve.get(`${location}/preview`)).html).toContain("Who <em>we</em> are.");
  const shared = await eve.post(`${location}/link`);
  const link = /\/drafts\/read\/[\w-]+/.exec(shared.html)?.[0] ?? "";
  expect(await (await site.get(link)).text()).toContain("Who <em>we</em> are.");
  await press(location ?? "");
  expect((await site.get(link)).headers.get("Location")).toBe("/pages/about");
});

test("a form that isn't allowed to begin a page, or names one that isn't there, gives the text back", async () => {
  const { site, services, eve, form } = await openDesk();
  const amy = new Visitor(site, (await createMember(services.db, "amy", { role: "author" })).cookie);
  for (const [who, fields] of [
    [amy, {}],
    [eve, { page: "999" }],
  ] as const) {
    const refused = await who.post("/write", { ...form(), ...fields, title: "About", body: "My long text." });
    expect([refused.status, refused.html]).toEqual([404, expect.stringContaining("My long text.")]);
  }
  const odd = await eve.post("/write", { ...form(), kind: "poem", title: "A", body: "My long text." });
  expect([odd.status, odd.html]).toEqual([422, expect.stringContaining("My long text.")]);
  expect(await services.db.draft.count()).toBe(0);
});

test("a refused new page is still a page when its form is sent again", async () => {
  const { eve, form } = await openDesk();
  const refused = await eve.post("/write", { ...form(), title: "A", body: "x".repeat(500_001) });
  expect([refused.status, errorOf(refused, "body")]).toEqual([
    422,
    expect.stringContaining("Please shorten"),
  ]);
  expect([typedIn(refused, "kind"), alertOf(refused)]).toEqual([
    "page",
    expect.stringContaining("wasn’t saved"),
  ]);
  expect(refused.html).not.toContain('name="tags"');
});
