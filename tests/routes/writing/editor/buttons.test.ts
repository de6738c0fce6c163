// Buttons of the editor that do more than save: what they refuse, they give back.

import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { MAX_DRAFT_CHARS } from "~/drafts/draft.schema";
import { createDraft } from "../../../factories/drafts";
import { createMember, type TestMember } from "../../../factories/people";
import { openTestSite, type TestSite } from "../../../factories/site";
import { errorOf, typedIn, Visitor } from "../../../factories/visitor";

let site: TestSite;
let con: TestMember;
let eve: TestMember;
let draftId: number;
beforeAll(async () => {
  site = await openTestSite({ close: "later" });
  con = await createMember(site.services.db, "con", { role: "contributor" });
  eve = await createMember(site.services.db, "eve", { role: "editor" });
});
afterAll(() => site.close());
beforeEach(async () => {
  draftId = await createDraft(site.services.db, con, { title: "A title", source: "As saved." });
});

const BUTTONS = [
  ["", "con"],
  ["?then=preview", "con"],
  ["/submit", "con"],
  ["/ready", "eve"],
  ["/notes", "eve"],
] as const;

function press(address: string, who: "con" | "eve", fields: Record<string, string>, form = randomUUID()) {
  const member = who === "con" ? con : eve;
  const typed = { as: String(member.id), form, version: "1", title: "Typed title", ...fields };
  return new Visitor(site, member.cookie).post(address, typed);
}

const stored = () => site.services.db.draft.findUniqueOrThrow({ where: { id: draftId } });

test.each(BUTTONS)(
  "gives a text that is too long back at /write/ID%s, with all other fields",
  async (path, who) => {
    const body = "x".repeat(MAX_DRAFT_CHARS + 7);
    const refused = await press(`/write/${draftId}${path}`, who, {
      body,
      tags: "one, two",
      summary: "In short.",
    });
    expect([refused.status, errorOf(refused, "body")]).toEqual([
      422,
      expect.stringContaining("Please shorten this by 7 characters."),
    ]);
    expect(typedIn(refused, "body")).toBe(body);
    const fields = ["title", "tags", "summary"].map((field) => typedIn(refused, field));
    expect(fields).toEqual(["Typed title", "one, two", "In short."]);
    expect((await stored()).source).toBe("As saved.");
  },
);

test.each(BUTTONS)(
  "keeps a text from an older page at /write/ID%s as a copy, and does nothing else",
  async (path, who) => {
    await press(`/write/${draftId}`, "con", { body: "Saved since." });
    const kept = await press(`/write/${draftId}${path}`, who, {
      body: "From the older page.",
      note: "A note.",
    });
    expect([kept.status, kept.location]).toEqual([
      303,
      expect.stringMatching(new RegExp(`^/write/${draftId}\\?copied=\\d+$`)),
    ]);
    const { source, status, postId } = await stored();
    expect([source, status, postId]).toEqual(["Saved since.", "writing", null]);
    const copies = await site.services.db.draftCopy.findMany({ where: { draftId } });
    expect(copies.map(({ source }) => source)).toEqual(["From the older page."]);
    expect(await site.services.db.draftNote.count({ where: { draftId } })).toBe(0);
  },
);

test.each(BUTTONS)(
  "gives title, text and summary back at /write/ID%s once the draft is gone",
  async (path, who) => {
    await site.services.db.draft.delete({ where: { id: draftId } });
    const lost = await press(`/write/${draftId}${path}`, who, { body: "My words.", summary: "In short." });
    expect(lost.status).toBe(404);
    for (const typed of ["Typed title", "My words.", "In short."]) expect(lost.html).toContain(typed);
  },
);
test("shows the text that was just saved when the draft changes before it is handed in", async () => {
  const { db } = site.services;
  const write = db.write.bind(db);
  let count = 0;
  const spy = vi.spyOn(db, "write").mockImplementation(async (work) => {
    count += 1;
    if (count === 2) await db.draft.update({ where: { id: draftId }, data: { version: { increment: 1 } } });
    return write(work);
  });
  onTestFinished(() => spy.mockRestore());
  const refused = await press(`/write/${draftId}/submit`, "con", { body: "Just saved." });
  expect([refused.status, refused.html]).toEqual([409, expect.stringContaining("was changed meanwhile")]);
  expect(typedIn(refused, "body")).toBe("Just saved.");
  expect((await stored()).status).toBe("writing");
});
