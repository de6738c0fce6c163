// Pasted rich text over HTTP.

import { afterAll, beforeAll, expect, test } from "vitest";
import { MAX_PASTE_BYTES } from "~/markdown/pasted/paste-limits";
import { createMember } from "../../../factories/people";
import { openTestSite, type TestSite } from "../../../factories/site";
import { Visitor } from "../../../factories/visitor";

let site: TestSite;
let writer: Visitor;
beforeAll(async () => {
  site = await openTestSite({ close: "later" });
  writer = new Visitor(site, (await createMember(site.services.db, "amy", { role: "author" })).cookie);
});
afterAll(() => site.close());

test("answers rich text with Markdown and the number of pictures that it left out", async () => {
  const { status, html } = await writer.post("/write/paste", {
    html: '<p>An <b>odd</b> word.</p><img src="https://elsewhere.example/x.png">',
  });
  expect([status, JSON.parse(html)]).toEqual([
    200,
    { markdown: "An **odd** word.\n\n(Picture left out)", pictures: 1 },
  ]);
});

test("refuses text that is too long with a sentence, and a body that is far too long with 413", async () => {
  const long = await writer.post("/write/paste", { html: "x".repeat(1_500_000) });
  expect([long.status, JSON.parse(long.html).errors.html]).toEqual([
    422,
    "This text can’t be pasted with its formatting. Paste it as plain text.",
  ]);
  expect((await writer.post("/write/paste", { html: "x".repeat(MAX_PASTE_BYTES) })).status).toBe(413);
});

test("answers an empty paste, and a body that is no form", async () => {
  expect(JSON.parse((await writer.post("/write/paste", {})).html)).toEqual({ markdown: "", pictures: 0 });
  const headers = { "Content-Type": "application/json" };
  const answer = await writer.post("/write/paste", {}, { headers, body: '{"html":"<b>x</b>"}' });
  expect(JSON.parse(answer.html)).toEqual({ markdown: "", pictures: 0 });
});

test("goes on for others while a hostile paste is refused", async () => {
  const hostile = writer.post("/write/paste", { html: "<b><i><a href='https://a.example'>".repeat(20_000) });
  const { status } = await writer.post("/write/paste", { html: "<p>Mine.</p>" });
  expect(status).toBe(200);
  expect([200, 422]).toContain((await hostile).status);
});
