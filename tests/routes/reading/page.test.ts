// Standing pages as readers see them.

import { expect, test } from "vitest";
import { movePage } from "~/pages/navigation.server";
import { findPageById } from "~/pages/page.server";
import { withdrawPage } from "~/pages/page-commands.server";
import { createDraft } from "../../factories/drafts";
import { createPage } from "../../factories/pages";
import { createMember } from "../../factories/people";
import { createPost } from "../../factories/posts";
import { openTestSite, type TestSite } from "../../factories/site";
import { Visitor } from "../../factories/visitor";
import { forgottenBy } from "../kept-pages";

const textOf = async (site: TestSite, address: string) => (await site.get(address)).text();

/** The names of the pages in the navigation. */
const navigationOf = (html: string) =>
  [...(/<nav aria-label="Pages".*?<\/nav>/s.exec(html)?.[0] ?? "").matchAll(/<a[^>]*>([^<]*)</g)].map(
    ([, name]) => name,
  );

test("shows a page with its title, its text, its canonical address and how it begins, and no byline or responses", async () => {
  const site = await openTestSite();
  await createPage(site.services, { source: "Who *we* are.\n\n## Where\n\nHere." });
  const html = await textOf(site, "/pages/about");
  expect(html).toContain("<title>About · Longtable</title>");
  expect(html).toContain("Who <em>we</em> are.");
  expect(html).toMatch(/<h2[^>]*>.*Where/);
  expect(html).toContain(`<link rel="canonical" href="${site.address}/pages/about"/>`);
  expect(html).toContain('<meta name="description" content="Who we are. Here."/>');
  expect(html).not.toMatch(/Leave a reply|Edit this page|post-foot/);
});

test("states the language and the direction of a page in another one", async () => {
  const site = await openTestSite();
  await createPage(site.services, { title: "عن", language: "ar" }, { isInNavigation: true });
  const html = await textOf(site, "/pages/about");
  expect(html).toContain('<h1 lang="ar" dir="rtl">عن</h1>');
  expect(html).toMatch(/<div class="prose post-text" lang="ar" dir="rtl"/);
  expect(html).toMatch(/<a href="\/pages\/about" aria-current="page" lang="ar" dir="auto">عن</);
});

test("leads from a former slug to the page, keeps it for the page, and lets the page have it again", async () => {
  const site = await openTestSite();
  const { services } = site;
  const id = await createPage(services);
  await createPage(services, { slug: "who-we-are" }, { id });
  const moved = await site.get("/pages/about");
  expect([moved.status, moved.headers.get("Location")]).toEqual([301, "/pages/who-we-are"]);
  await expect(createPage(services, { slug: "about" })).rejects.toThrow("page.slug-taken about");
  await createPage(services, { slug: "about" }, { id });
  expect((await site.get("/pages/about")).status).toBe(200);
  expect((await site.get("/pages/who-we-are")).status).toBe(301);
});

test("answers 410 with a sentence for a withdrawn page, at each of its addresses, and takes it out of the navigation", async () => {
  const site = await openTestSite();
  const { services } = site;
  const id = await createPage(services, {}, { isInNavigation: true });
  await createPage(services, { slug: "who-we-are" }, { id });
  const page = await findPageById(services.db, id);
  await services.db.write((tx) => (page ? withdrawPage(tx, page) : Promise.resolve()));
  for (const address of ["/pages/about", "/pages/who-we-are"]) {
    const answer = await site.get(address);
    expect([address, answer.status, await answer.text()]).toEqual([
      address,
      410,
      expect.stringContaining("This page was withdrawn"),
    ]);
  }
  expect(navigationOf(await textOf(site, "/"))).toEqual([]);
});

test.each([
  ["that nobody has written", "/pages/nothing", 404],
  ["of nothing in capitals", "/pages/NOTHING", 301],
  ["with a NUL", "/pages/about%00", 400],
  ["that is broken", "/pages/%ff", 400],
  ["of a thousand characters", `/pages/${"x".repeat(1000)}`, 404],
  ["of all pages", "/pages", 404],
])("answers an address %s with a page of an error", async (_what, address, status) => {
  const site = await openTestSite();
  await createPage(site.services);
  expect((await site.get(address)).status).toBe(status);
});

test("hides a page's draft from readers and from authors who guess its address", async () => {
  const site = await openTestSite();
  const { db } = site.services;
  const eve = await createMember(db, "eve", { role: "editor" });
  const draft = await createDraft(db, eve, { title: "About", slug: "about" }, undefined, "page");
  const amy = new Visitor(site, (await createMember(db, "amy", { role: "author" })).cookie);
  expect((await site.get("/pages/about")).status).toBe(404);
  expect((await amy.get(`/write/${draft}`)).status).toBe(404);
  expect((await amy.get(`/write/${draft}/preview`)).status).toBe(404);
  expect((await new Visitor(site, eve.cookie).get(`/write/${draft}`)).status).toBe(200);
});

test("shows editors alone where to edit a page", async () => {
  const site = await openTestSite();
  await createPage(site.services);
  const as = async (handle: string, role: "author" | "editor") =>
    new Visitor(site, (await createMember(site.services.db, handle, { role })).cookie);
  expect((await (await as("eve", "editor")).get("/pages/about")).html).toContain("/write?page=about");
  expect((await (await as("amy", "author")).get("/pages/about")).html).not.toContain("/write?page=");
});

test("has the pages of the navigation on every page, in their order, with long titles cut", async () => {
  const site = await openTestSite();
  const { services } = site;
  await createPage(services, {}, { isInNavigation: true });
  const long = { slug: "long", title: "How to contribute to this long table" };
  const id = await createPage(services, long, { isInNavigation: true });
  await createPage(services, { slug: "elsewhere", title: "Elsewhere" });
  await createPost(services, { slug: "a" });
  for (const address of ["/", "/posts/a", "/sign-in", "/nowhere"])
    expect(navigationOf(await textOf(site, address))).toEqual(["About", "How to contribute to…"]);
  const { id: about } = await services.db.page.findUniqueOrThrow({ where: { slug: "about" } });
  await services.db.write((tx) => movePage(tx, id, "up", `${about} ${id}`));
  expect(navigationOf(await textOf(site, "/posts/a"))).toEqual(["How to contribute to…", "About"]);
});

test("refreshes every page when the navigation changes, and only the page itself when its text does", async () => {
  const site = await openTestSite();
  const { services } = site;
  await createPost(services, { slug: "a" });
  const id = await createPage(services, {}, { isInNavigation: true });
  const ALL = ["/", "/posts/a", "/pages/about"];
  const change = (input: Parameters<typeof createPage>[1]) => () => createPage(services, input, { id });
  expect(await forgottenBy(site, ALL, change({ source: "Changed." }))).toEqual(["/pages/about"]);
  expect(await forgottenBy(site, ALL, change({ source: "Changed.", title: "Who we are" }))).toEqual(ALL);
  const remove = () => services.db.write((tx) => movePage(tx, id, "remove", String(id)));
  expect(await forgottenBy(site, ALL, remove)).toEqual(ALL);
  expect(await forgottenBy(site, ALL, change({ source: "Changed.", title: "About" }))).toEqual([
    "/pages/about",
  ]);
});
