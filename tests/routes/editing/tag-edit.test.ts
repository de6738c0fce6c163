import { beforeAll, expect, test } from "vitest";
import { createMember } from "../../factories/people";
import { createPost } from "../../factories/posts";
import { openTestSite, type TestSite } from "../../factories/site";
import { alertOf, errorOf, typedIn, Visitor } from "../../factories/visitor";

let site: TestSite;
let editor: Visitor;
const guest = () => new Visitor(site);

beforeAll(async () => {
  site = await openTestSite({ close: "later", env: { PAGE_CACHE: "on" } });
  editor = new Visitor(site, (await createMember(site.services.db, "eve", { role: "editor" })).cookie);
  return () => site.close();
});

const versionOf = async (slug: string) => typedIn(await editor.get(`/tags/${slug}/edit`), "version") ?? "";

const save = async (slug: string, fields: { name: string; description?: string }, version?: string) =>
  editor.post(`/tags/${slug}/edit`, {
    description: "",
    ...fields,
    version: version ?? (await versionOf(slug)),
  });

test("renames a tag on every cached page, and its former address leads to it for ever", async () => {
  await createPost(site.services, { slug: "p1", tags: ["first", "the profesion", "last"] });
  const pages = ["/posts/p1", "/", "/tags", "/people/ken", "/people/ken/feed"];
  for (const page of pages) expect((await guest().get(page)).html, page).toContain("the profesion");
  const saved = await save("the-profesion", { name: "the profession", description: "On *being* one." });
  expect([saved.status, saved.location]).toEqual([303, "/tags/the-profession/edit?done"]);
  for (const page of pages) {
    const { html } = await guest().get(page);
    expect([page, html.includes("the profesion"), html.includes("the profession")]).toEqual([
      page,
      false,
      true,
    ]);
  }
  const { html } = await guest().get("/tags/the-profession");
  expect(html).toContain('<meta name="description" content="On *being* one."/>');
  expect(html).toContain('<p dir="auto">On *being* one.</p>');
  const moved = await guest().get("/tags/the-profesion");
  expect([moved.status, moved.location]).toEqual([301, "/tags/the-profession"]);
  // The former name is filed under it, in the writer's order.
  await createPost(site.services, { slug: "p2", tags: ["z", "The Profesion", "a"] });
  expect((await guest().get("/posts/p2")).html).toMatch(/rel="tag"><bdi>z<.*<bdi>the profession<.*<bdi>a</);
});

test("a name that is only spelt otherwise keeps its address", async () => {
  await createPost(site.services, { tags: ["oral history"] });
  expect((await save("oral-history", { name: "Oral History" })).location).toBe(
    "/tags/oral-history/edit?done",
  );
  expect((await guest().get("/tags/oral-history")).html).toContain("Oral History");
});

test("leads to an address in another script", async () => {
  await createPost(site.services, { tags: ["library"] });
  const saved = await save("library", { name: "図書館" });
  expect(saved.location).toBe(`/tags/${encodeURIComponent("図書館")}/edit?done`);
  expect((await editor.get(saved.location ?? "")).html).toContain("Tag saved.");
  expect((await guest().get("/tags/library")).location).toBe(`/tags/${encodeURIComponent("図書館")}`);
});

test("merges a tag into another, on every cached page, and both former addresses lead there", async () => {
  await createPost(site.services, { slug: "m1", tags: ["co-operation"] });
  await createPost(site.services, { slug: "m2", tags: ["cooperatives", "co-operation"] });
  await save("co-operation", { name: "working together" });
  expect((await guest().get("/posts/m1")).html).toContain("working together");
  const asked = await editor.get("/tags/working-together/merge");
  expect(asked.html).toContain("2 published posts are filed under it.");
  const merged = await editor.post("/tags/working-together/merge", { into: "Cooperatives" });
  expect([merged.status, merged.location]).toEqual([303, "/tags/cooperatives/edit?done"]);
  for (const former of ["working-together", "co-operation"])
    expect((await guest().get(`/tags/${former}`)).location).toBe("/tags/cooperatives");
  for (const post of ["m1", "m2"]) {
    const { html } = await guest().get(`/posts/${post}`);
    expect([html.includes("working together"), html.match(/rel="tag"/g)?.length]).toEqual([false, 1]);
  }
  expect((await guest().get("/tags/cooperatives")).html).toContain("2 posts");
});

test("warns of tags that differ only by accent or hyphen", async () => {
  await createPost(site.services, { tags: ["zine"] });
  await site.services.db.tag.create({ data: { name: "Zíne", slug: "zíne", folded: "zine" } });
  expect((await editor.get("/tags/zine/edit")).html).toContain("“Zíne”");
  expect(typedIn(await editor.get("/tags/zine/merge"), "into")).toBe("Zíne");
});

test("refuses the second of two edits with 409 and keeps what was typed", async () => {
  await createPost(site.services, { tags: ["shelving"] });
  const version = await versionOf("shelving");
  expect((await save("shelving", { name: "shelving", description: "Theirs." }, version)).status).toBe(303);
  const late = await save("shelving", { name: "shelves" }, version);
  expect([late.status, alertOf(late), errorOf(late, "description"), typedIn(late, "name")]).toEqual([
    409,
    expect.stringContaining("somebody else changed this tag"),
    "Current value: Theirs.",
    "shelves",
  ]);
  expect((await save("shelving", { name: "shelves" }, typedIn(late, "version"))).status).toBe(303);
});

test.each([
  ["no name", { name: " " }, "name", "Enter a name"],
  ["a name without letters", { name: "🪑" }, "name", "at least one letter"],
  ["a name with a comma", { name: "a, b" }, "name", "commas"],
  ["a name that is too long", { name: "x".repeat(61) }, "name", "60 characters"],
  ["another tag’s name, spelt otherwise", { name: "Öther" }, "name", "already a tag “other”"],
  ["a description that is too long", { name: "n", description: "x".repeat(301) }, "description", "300 char"],
])("refuses %s beside its field", async (_what, fields, field, words) => {
  await createPost(site.services, { tags: ["given", "other"] });
  const refused = await save("given", fields);
  expect([refused.status, errorOf(refused, field)]).toEqual([422, expect.stringContaining(words)]);
});

test.each([
  ["an unknown tag", "nothing like it", "no tag with this name"],
  ["itself", "Given", "the tag itself"],
  ["nothing", " ", "Enter the name"],
])("refuses to merge into %s", async (_what, into, words) => {
  await createPost(site.services, { tags: ["given"] });
  const refused = await editor.post("/tags/given/merge", { into });
  expect([refused.status, errorOf(refused, "into")]).toEqual([422, expect.stringContaining(words)]);
});

test("shows the links to edit only to editors", async () => {
  await createPost(site.services, { tags: ["links"] });
  expect((await editor.get("/tags/links")).html).toContain('href="/tags/links/edit"');
  expect((await guest().get("/tags/links")).html).not.toContain("/edit");
});
