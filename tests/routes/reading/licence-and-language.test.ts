import { beforeAll, expect, test } from "vitest";
import { saveSettings } from "~/site/site.server";
import { createMember } from "../../factories/people";
import { createPost } from "../../factories/posts";
import { buildSettings } from "../../factories/settings";
import { openTestSite, type TestSite } from "../../factories/site";
import { errorOf, typedIn, Visitor } from "../../factories/visitor";

let site: TestSite;
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
  const fields = buildSettings({ licence: "all-rights-reserved" });
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
  expect((await guest().get("/archive")).html).toContain('<bdi lang="cy">Hawl i wybod</bdi>');
  expect((await guest().get("/people/ken/feed")).html).toContain("<dc:language>cy</dc:language>");
});

test("marks nothing once the site itself is in that language", async () => {
  await saveSettings(site.services, buildSettings({ language: "CY" }));
  expect((await guest().get("/posts/own")).html).toContain('<h1 dir="auto">Hawl i wybod</h1>');
  const { items } = JSON.parse((await guest().get("/people/ken/feed.json")).html);
  expect(items.find((item: { title: string }) => item.title === "Plain").language).toBeUndefined();
});
