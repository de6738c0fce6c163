// A post that search engines are asked to leave out: chosen in the editor, said by each page of the post, and by nothing else.

import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { createMember } from "../../factories/people";
import { createPost } from "../../factories/posts";
import { openTestSite } from "../../factories/site";
import { typedIn, Visitor } from "../../factories/visitor";

const ROBOTS = '<meta name="robots" content="noindex"/>';

test("asks search engines to leave a post out as soon as its writer publishes it so, on each page of it, until they publish it otherwise", async () => {
  const site = await openTestSite({ env: { PAGE_CACHE: "on" } });
  const { services } = site;
  await createPost(services, { slug: "other", title: "Other" });
  const member = await createMember(services.db, "eve", { role: "author" });
  const eve = new Visitor(site, member.cookie);
  const guest = new Visitor(site);
  const fields = { as: String(member.id), title: "Our town", body: "A text.", slug: "town" };
  const save = (path: string, noindex: string, version: string) =>
    eve.post(path, { ...fields, form: randomUUID(), version, noindex });
  const publish = async (path: string) =>
    eve.post(`${path}/publish`, { version: typedIn(await eve.get(`${path}/publish`), "version") ?? "" });

  const draft = (await save("/write", "", "0")).location ?? "";
  await publish(draft);
  expect((await guest.get("/posts/town")).html).not.toContain("noindex");

  await save(draft, "true", "1");
  expect((await eve.get(`${draft}/changes`)).html).toContain("Kept off search engines");
  await publish(draft);
  expect((await eve.get(draft)).html).toMatch(/<option value="true" selected="">/);
  expect((await guest.get("/posts/town")).html).toContain(ROBOTS);
  for (const address of ["/posts/town?version=1", "/posts/town/history"])
    expect((await guest.get(address)).html, address).toContain(ROBOTS);
  // Feeds and the site's own lists say nothing about it.
  for (const address of ["/", "/people/eve", "/people/eve/feed"]) {
    const { html, headers } = await guest.get(address);
    expect([html.includes("Our town"), headers.get("X-Robots-Tag")], address).toEqual([true, null]);
  }
  for (const address of ["/", "/posts/other"])
    expect((await guest.get(address)).html, address).not.toContain("noindex");

  await save(draft, "", "2");
  await publish(draft);
  expect((await guest.get("/posts/town")).html).not.toContain("noindex");
});
