// Names that the editor suggests.

import { afterAll, beforeAll, expect, test } from "vitest";
import { createMember } from "../../../factories/people";
import { createPerson, createPost } from "../../../factories/posts";
import { openTestSite, type TestSite } from "../../../factories/site";
import { Visitor } from "../../../factories/visitor";

let site: TestSite;
let writer: Visitor;
beforeAll(async () => {
  site = await openTestSite({ close: "later" });
  const { services } = site;
  writer = new Visitor(site, (await createMember(services.db, "amy", { role: "author" })).cookie);
  await createPerson(services, "zoe", "Zoë Bergström");
  await createPost(services, { slug: "one", tags: ["Public libraries", "The profession"] });
});
afterAll(() => site.close());

const ask = async (query: string) => JSON.parse((await writer.get(`/write/names?${query}`)).html);

test.each([
  ["tags by a part of their name, in any case", "q=LIB", [{ value: "Public libraries", detail: "" }]],
  ["people by handle", "list=people&q=zo", [{ value: "zoe", detail: "Zoë Bergström" }]],
  ["people by name", "list=people&q=Bergst", [{ value: "zoe", detail: "Zoë Bergström" }]],
  ["nobody for a pattern", "list=people&q=%25", []],
  ["nothing for nothing", "list=people&q=", []],
  ["tags for a list that doesn't exist", "list=secrets&q=prof", [{ value: "The profession", detail: "" }]],
  ["nothing for a text that was pasted", `q=${"x".repeat(500)}`, []],
])("finds %s", async (_what, query, found) => {
  expect(await ask(query)).toEqual(found);
});
