// What the list of drafts says after an act, and how it is undone.

import { beforeEach, expect, test } from "vitest";
import { createDraft } from "../../factories/drafts";
import { createMember } from "../../factories/people";
import { openTestSite, type TestSite } from "../../factories/site";
import { type Answer, Visitor } from "../../factories/visitor";

let site: TestSite;
let editor: Visitor;
let draftId: number;

beforeEach(async () => {
  site = await openTestSite();
  const { db } = site.services;
  const con = await createMember(db, "con", { role: "contributor" });
  const eve = await createMember(db, "eve", { role: "editor" });
  editor = new Visitor(site, eve.cookie);
  draftId = await createDraft(db, con, { title: "Access" });
});

/** The line about what was done, as text, on the page to which an act leads. */
async function after(act: Promise<Answer>): Promise<string> {
  const { location } = await act;
  expect(location).toBe(`/drafts?done=${draftId}`);
  const { html } = await editor.get(location ?? "");
  const line = /<div class="form-done" role="status">(.*?)<\/div>/s.exec(html)?.[1] ?? "";
  return line
    .replace(/<[^>]+>/g, "")
    .replace(/\s+/g, " ")
    .trim();
}

const press = (path: string, fields: Record<string, string> = {}) =>
  editor.post(`/write/${draftId}${path}`, { version: "1", ...fields });

test("says of another's draft that it is published, withdrawn, in the bin, restored, with how to go back", async () => {
  expect(await after(press("/publish"))).toBe("“Access” is published. View the post or withdraw it.");
  expect(await after(press("/withdraw"))).toMatch(
    /^“Access” is withdrawn: .* To publish it again, open it\.$/,
  );
  expect(await after(press("/delete"))).toBe("“Access” is in the bin. It is deleted after 30 days.Restore");
  expect(await after(press("/restore"))).toContain("“Access” is withdrawn");
});

test("says when a scheduled draft will be published, with how to change that", async () => {
  const at = `${new Date().getUTCFullYear() + 1}-07-01T08:00`;
  expect(await after(press("/schedule", { at }))).toMatch(
    /^“Access” will be published on .*\. Choose another time or unschedule it\.$/,
  );
  expect(await after(press("/withdraw"))).toBe(
    "“Access” is a draft again, and its writer goes on with it. Open it.",
  );
});

test("says nothing of a draft that isn't there or isn't the viewer's", async () => {
  const other = await createMember(site.services.db, "other", { role: "author" });
  for (const [visitor, id] of [
    [new Visitor(site, other.cookie), draftId],
    [editor, 999],
  ] as const)
    expect((await visitor.get(`/drafts?done=${id}`)).html).not.toContain("form-done");
});
