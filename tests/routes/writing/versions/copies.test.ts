// Two texts of one draft, without a script.

import { beforeEach, expect, test } from "vitest";
import { buildSave, createDraft } from "../../../factories/drafts";
import { createMember } from "../../../factories/people";
import { openTestSite, type TestSite } from "../../../factories/site";
import { type Answer, alertOf, Visitor } from "../../../factories/visitor";

let site: TestSite;
let ada: Visitor;
let draft: string;

const fieldsOf = (title: string, body: string, version: number) => ({
  ...{ title, body, form: buildSave().form, version: String(version) },
});
const bodyOf = ({ html }: Answer) => /<textarea[^>]*name="body"[^>]*>\n?([^<]*)</.exec(html)?.[1];
/** The words of a comparison, without those for screen readers. */
const comparedIn = ({ html }: Answer) =>
  [...html.matchAll(/<(ins|del)><span class="spoken">[^<]*(?:<!-- -->[^<]*)*<\/span>([^<]*)/g)].map(
    ([, mark, text]) => `${mark}: ${text}`,
  );

beforeEach(async () => {
  site = await openTestSite();
  const { db } = site.services;
  const member = await createMember(db, "ada", { role: "contributor", name: "Ada" });
  ada = new Visitor(site, member.cookie);
  draft = `/write/${await createDraft(db, member, { title: "Rooms", source: "One old line." }, new Date())}`;
});

/** Saves on two pages that were opened at the same time. Returns where the second one leads. */
async function saveTwice() {
  await ada.post(draft, fieldsOf("Rooms", "One new line.", 1));
  return ada.post(draft, fieldsOf("Rooms", "One other line.", 1));
}

test("says that a text which was saved as a copy is kept, and by whom and when the draft was saved", async () => {
  const { status, location } = await saveTwice();
  expect([status, location]).toEqual([303, expect.stringMatching(/^\/write\/\d+\?copied=\d+$/)]);
  const page = await ada.get(location ?? "");
  expect(page.html).toContain("The text that you have just sent is saved as a copy.");
  expect(page.html).toContain("You, on another page or device,");
  expect(bodyOf(page)).toBe("One new line.");
  const copyId = /copied=(\d+)/.exec(location ?? "")?.[1];
  expect(page.html).toContain(`${draft}/copies?copy=${copyId}`);
});

test("names somebody else who has saved the draft meanwhile", async () => {
  const eve = await createMember(site.services.db, "eve", { role: "editor", name: "Eve" });
  await new Visitor(site, eve.cookie).post(draft, fieldsOf("Rooms", "One new line.", 1));
  const { location } = await ada.post(draft, fieldsOf("Rooms", "One other line.", 1));
  expect((await ada.get(location ?? "")).html).toMatch(/<bdi>Eve<\/bdi>\s*had saved this draft/);
});

test("compares the copy word by word, and uses it: then the editor’s text is the copy", async () => {
  await saveTwice();
  const page = await ada.get(`${draft}/copies`);
  expect(comparedIn(page)).toEqual(["del: new ", "ins: other "]);
  const use = /action="([^"]*\/use)"/.exec(page.html)?.[1] ?? "";
  const { status, location } = await ada.post(use);
  expect([status, location]).toEqual([303, draft]);
  expect(bodyOf(await ada.get(draft))).toBe("One other line.");
  expect(comparedIn(await ada.get(`${draft}/copies`))).toEqual(["del: other ", "ins: new "]);
});

test("asks once more before it deletes a copy, and refuses one that was saved since", async () => {
  await saveTwice();
  const page = await ada.get(`${draft}/copies`);
  const address = /href="([^"]*\/delete)"/.exec(page.html)?.[1] ?? "";
  const asked = await ada.get(address);
  expect(asked.html).toContain("Delete this copy?");
  const savedAt = /name="savedAt" value="([^"]*)"/.exec(asked.html)?.[1] ?? "";
  const stale = await ada.post(address, { savedAt: new Date(0).toISOString() });
  expect([stale.status, alertOf(stale)]).toEqual([409, expect.stringContaining("changed meanwhile")]);
  expect((await ada.post(address, { savedAt })).location).toBe(draft);
  const after = await ada.get(`${draft}/copies`);
  expect(after.html).toContain("There are no copies beside this draft.");
  expect((await ada.post(address, { savedAt })).status).toBe(404);
});

test.each(["9", "0", "x", "99999999999999"])(
  "answers the copy %s, which there isn’t, with 404",
  async (id) => {
    await saveTwice();
    expect((await ada.post(`${draft}/copies/${id}/use`)).status).toBe(404);
    expect((await ada.get(`${draft}/copies?copy=${id}`)).status).toBe(200);
  },
);
