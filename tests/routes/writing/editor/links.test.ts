// Suggestions of the editor's link picker.

import { afterAll, beforeAll, expect, test } from "vitest";
import { findPageById } from "~/pages/page.server";
import { withdrawPage } from "~/pages/page-commands.server";
import { createPage } from "../../../factories/pages";
import { createMember } from "../../../factories/people";
import { createPost } from "../../../factories/posts";
import { openTestSite, type TestSite } from "../../../factories/site";
import { Visitor } from "../../../factories/visitor";

let site: TestSite;
let writer: Visitor;
beforeAll(async () => {
  site = await openTestSite({ close: "later" });
  const { services } = site;
  writer = new Visitor(site, (await createMember(services.db, "amy", { role: "author" })).cookie);
  await createPost(services, { title: "Libraries at night", slug: "night", tags: ["Public libraries"] });
  await createPage(services, { title: "About LIBRARIES", slug: "about" });
  const withdrawn = await createPage(services, { title: "Old libraries", slug: "old" });
  await services.db.write(async (tx) => {
    const page = await findPageById(tx.db, withdrawn);
    if (page) await withdrawPage(tx, page);
  });
});
afterAll(() => site.close());

const suggested = async (query: string) => {
  const { html } = await writer.get(`/write/links?q=${encodeURIComponent(query)}`);
  return (JSON.parse(html) as { href: string; detail: string }[]).map(({ href, detail }) => [detail, href]);
};

test("suggests posts, pages and tags with what was typed in their names, and nothing withdrawn", async () => {
  expect(await suggested("libraries")).toEqual([
    ["post", "/posts/night"],
    ["page", "/pages/about"],
    ["tag", "/tags/public-libraries"],
  ]);
  expect(await suggested("nowhere")).toEqual([]);
});

test.each(["", "%", "_", "\\", "x".repeat(300)])("answers %j with suggestions", async (query) => {
  const { status } = await writer.get(`/write/links?q=${encodeURIComponent(query)}`);
  expect(status).toBe(200);
});
