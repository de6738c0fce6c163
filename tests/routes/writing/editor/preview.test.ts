import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { MAX_DRAFT_CHARS } from "~/drafts/draft.schema";
import { createMember, type TestMember } from "../../../factories/people";
import { openTestSite, type TestSite } from "../../../factories/site";
import { Visitor } from "../../../factories/visitor";

let site: TestSite;
let member: TestMember;
let writer: Visitor;
beforeAll(async () => {
  site = await openTestSite({ close: "later" });
  member = await createMember(site.services.db, "amy", { role: "author" });
  writer = new Visitor(site, member.cookie);
});
afterAll(() => site.close());

const formOf = (fields: Record<string, string> = {}) => ({
  ...{ as: String(member.id), form: randomUUID(), version: "0", title: "A title", body: "A *text*." },
  ...fields,
});

test("gives the script the text as the post will stand, without a page around it, and stores nothing", async () => {
  const answer = await writer.post("/write/new/preview/text", formOf());
  expect(answer.status).toBe(200);
  expect(answer.html).toMatch(/^<div data-preview[^>]*><article class="post">/);
  expect(answer.html).toContain("A <em>text</em>.");
  expect(await site.services.db.draft.count()).toBe(0);
});

test("refuses the script with words that it can show", async () => {
  const body = "a".repeat(MAX_DRAFT_CHARS + 1);
  const answer = await writer.post("/write/new/preview/text", formOf({ body }));
  expect(answer.status).toBe(422);
  expect(JSON.parse(answer.html).errors.body).toContain("shorten this by 1 character");
});

test("saves by the button without a script, and shows the preview", async () => {
  const saved = await writer.post("/write?then=preview", formOf());
  expect(saved.location).toMatch(/^\/write\/\d+\/preview$/);
  expect((await writer.get(saved.location ?? "")).html).toContain("A <em>text</em>.");
});
