import { beforeAll, expect, test } from "vitest";
import { upsertSeries } from "~/series/series.server";
import { saveSettings } from "~/site/site.server";
import { createMember } from "../../factories/people";
import { createComment, createPost, NOW } from "../../factories/posts";
import { buildSettings, settingsFields } from "../../factories/settings";
import { openTestSite, type TestSite } from "../../factories/site";
import { errorOf, typedIn, Visitor } from "../../factories/visitor";

let site: TestSite;
const IN_WELSH = '<bdi lang="cy" dir="ltr">Hawl i wybod</bdi>';
const guest = () => new Visitor(site);

beforeAll(async () => {
  site = await openTestSite({ close: "later", env: { PAGE_CACHE: "on" } });
  await createPost(site.services, { slug: "plain", title: "Plain" });
  await createPost(site.services, {
    ...{ slug: "own", title: "Hawl i wybod", summary: "Crynodeb.", source: "Testun." },
    ...{ language: "cy", licence: "cc-by-4.0" },
  });
  await createPost(site.services, { slug: "hebrew", title: "שלום", language: "he" });
  return () => site.close();
});

const CC_BY = "https://creativecommons.org/licenses/by/4.0/";

test("shows a post’s own licence at its foot, in its head and in feeds", async () => {
  const { html } = await guest().get("/posts/own");
  expect(html).toContain(`<link rel="license" href="${CC_BY}"/>`);
  expect(html).toMatch(new RegExp(`<a href="${CC_BY}" rel="license noopener"[^>]*>CC BY 4.0</a>`));
  expect((await guest().get("/posts/plain")).html).not.toContain("post-licence");
  expect((await guest().get("/people/ken/feed")).html).toContain(`<dc:rights>CC BY 4.0</dc:rights>`);
});

test("shows the site’s licence on every other post as soon as an administrator chooses it", async () => {
  await guest().get("/posts/plain");
  await guest().get("/people/ken/feed.json");
  const boss = new Visitor(
    site,
    (await createMember(site.services.db, "boss", { role: "administrator" })).cookie,
  );
  const version = typedIn(await boss.get("/moderation/site"), "version") ?? "";
  const fields = settingsFields({ licence: "all-rights-reserved" });
  const unknown = await boss.post("/moderation/site", { ...fields, licence: "mine", version });
  expect([unknown.status, errorOf(unknown, "licence")]).toEqual([422, "Choose one of the options."]);
  expect((await boss.post("/moderation/site", { ...fields, version })).status).toBe(303);
  expect((await guest().get("/posts/plain")).html).toContain(">All rights reserved</p>");
  expect((await guest().get("/posts/plain")).html).not.toContain('rel="license');
  expect((await guest().get("/posts/own")).html).not.toContain("All rights reserved");
  const { items } = JSON.parse((await guest().get("/people/ken/feed.json")).html);
  const licences = items.map((item: { title: string; _license: { name: string } }) => [
    item.title,
    item._license.name,
  ]);
  expect(licences).toContainEqual(["Plain", "All rights reserved"]);
  expect(licences).toContainEqual(["Hawl i wybod", "CC BY 4.0"]);
});

test("marks the title and the text of a post in another language, in lists and feeds too", async () => {
  const { html } = await guest().get("/posts/own");
  expect(html).toContain('<h1 lang="cy" dir="ltr">Hawl i wybod</h1>');
  expect(html).toMatch(/<div class="prose post-text" lang="cy" dir="ltr"/);
  expect((await guest().get("/posts/hebrew")).html).toContain('<h1 lang="he" dir="rtl">');
  const { html: list } = await guest().get("/people/ken");
  expect(list).toMatch(/<h3 class="card-title" lang="cy" dir="ltr"><a[^>]*>Hawl i wybod/);
  expect(list).toContain('<p class="card-summary" lang="cy" dir="ltr">Crynodeb.</p>');
  expect(list).toMatch(/<h3 class="card-title" dir="auto"><a[^>]*>Plain/);
  expect((await guest().get("/archive")).html).toContain(IN_WELSH);
  expect((await guest().get("/people/ken/feed")).html).toContain("<dc:language>cy</dc:language>");
});

test("marks such a title in a series, under a tag, among responses and in a person's list of comments", async () => {
  const { services } = site;
  const series = { series: "rights", tags: ["rights"] };
  const text = { slug: "rights", title: "Rights", status: "under way" as const, intro: "" };
  await upsertSeries(services, text, NOW);
  await createPost(services, { ...series, slug: "first", part: 1 });
  const second = { ...series, part: 2, title: "Hawl i wybod", language: "cy" };
  const postId = await createPost(services, { ...second, slug: "second", source: "See [it](/posts/first)." });
  await createPost(services, { ...series, slug: "third", part: 3, source: "See [it](/posts/second)." });
  const commenter = await createMember(services.db, "commenter", { role: "author" });
  await createComment(services, postId, {}, { viewer: commenter });
  const count = async (path: string) => (await guest().get(path)).html.split(IN_WELSH).length - 1;
  // Below the title and above the text; before the title, where it has no list.
  expect(await count("/posts/first")).toBeGreaterThanOrEqual(4);
  expect(await count("/posts/third")).toBeGreaterThanOrEqual(3);
  expect(await count("/posts/second")).toBeGreaterThanOrEqual(2);
  expect(await count("/tags")).toBe(1);
  expect(await count("/people/commenter/responses")).toBe(1);
  const recent = (await guest().get("/")).html.split("Recent responses")[1];
  expect(recent?.split(IN_WELSH).length).toBe(4);
});

test("marks the title of a post in another language above its reply form, in a report and among suggestions", async () => {
  for (const address of ["/posts/hebrew/respond", "/posts/hebrew/report", "/posts/hebre"]) {
    const { html } = await guest().get(address);
    expect(html, address).toMatch(/<(a|p|bdi)[^>]* lang="he"[^>]*>(<b>)?שלום/);
  }
});

test("marks nothing once the site itself is in that language", async () => {
  await saveSettings(site.services, buildSettings({ language: "CY" }));
  expect((await guest().get("/posts/own")).html).toContain('<h1 dir="auto">Hawl i wybod</h1>');
  const { items } = JSON.parse((await guest().get("/people/ken/feed.json")).html);
  expect(items.find((item: { title: string }) => item.title === "Plain").language).toBeUndefined();
});
