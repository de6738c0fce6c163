// Discarding the changes of a working copy, over HTTP.

import { expect, test } from "vitest";
import { createMember } from "../../factories/people";
import { createPost } from "../../factories/posts";
import { openTestSite } from "../../factories/site";
import { alertOf, typedIn, Visitor } from "../../factories/visitor";

test("discards what the page showed, and nothing that was saved since", async () => {
  const site = await openTestSite();
  const { db } = site.services;
  const amy = await createMember(db, "amy", { role: "author" });
  const post = await createPost(site.services, { title: "Mine", source: "Published.", writers: ["amy"] });
  const visitor = new Visitor(site, amy.cookie);
  const form = { form: "a-form-of-the-editor", title: "Mine", slug: "mine" };
  const begun = await visitor.post("/write", { ...form, post: String(post), body: "Changed." });
  const address = begun.location ?? "";
  const textNow = async () => (await db.draft.findFirstOrThrow()).source;

  const asked = await visitor.get(`${address}/discard`);
  await visitor.post(address, { ...form, version: "1", body: "Changed, and more." });
  const version = typedIn(asked, "version") ?? "";
  const refused = await visitor.post(`${address}/discard`, { version });
  expect([refused.status, alertOf(refused)]).toEqual([409, expect.stringContaining("was changed meanwhile")]);
  expect(await textNow()).toBe("Changed, and more.");

  const again = await visitor.post(`${address}/discard`, { version: typedIn(refused, "version") ?? "" });
  expect([again.status, again.location]).toEqual([303, address]);
  expect(await textNow()).toBe("Published.");
});

test("discards nothing for a form that names no version", async () => {
  const site = await openTestSite();
  const amy = await createMember(site.services.db, "amy", { role: "author" });
  const post = await createPost(site.services, { writers: ["amy"] });
  const visitor = new Visitor(site, amy.cookie);
  const form = { form: "a-form-of-the-editor", title: "Mine", body: "Changed.", post: String(post) };
  const { location } = await visitor.post("/write", form);
  expect((await visitor.post(`${location}/discard`)).status).toBe(409);
  expect((await site.services.db.draft.findFirstOrThrow()).source).toBe("Changed.");
});
