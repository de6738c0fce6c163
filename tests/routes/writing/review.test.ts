// Handing in, notes and returning, over HTTP, without a script.

import { beforeEach, expect, test } from "vitest";
import { createDraft } from "../../factories/drafts";
import { createMember, receiveEmails, type TestMember } from "../../factories/people";
import { openTestSite, type TestSite } from "../../factories/site";
import { alertOf, errorOf, Visitor } from "../../factories/visitor";

let site: TestSite;
let con: TestMember;
let writer: Visitor;
let editor: Visitor;
let draftId: number;

beforeEach(async () => {
  site = await openTestSite();
  const { db } = site.services;
  con = await createMember(db, "con", { role: "contributor", name: "Con" });
  const eve = await createMember(db, "eve", { role: "editor", name: "Eve" });
  writer = new Visitor(site, con.cookie);
  editor = new Visitor(site, eve.cookie);
  draftId = await createDraft(db, con, { title: "Access", source: "One *thing*." });
});

const here = (path = "") => `/write/${draftId}${path}`;

/** The fields of the editor's form as the page shows them. */
async function fieldsOf(visitor: Visitor, changed: Record<string, string> = {}) {
  const { html } = await visitor.get(here());
  const value = (name: string) => new RegExp(`name="${name}"[^>]*value="([^"]*)"`).exec(html)?.[1] ?? "";
  const frame = { form: value("form"), version: value("version"), based: value("based") };
  return { ...frame, title: "Access", body: "One *thing*.", ...changed };
}

const submit = async () => writer.post(here("/submit"), await fieldsOf(writer));

test("shows a submitted draft to its writer as it will stand, with nothing to type, until they take it back", async () => {
  expect(await submit()).toMatchObject({ status: 303, location: here("?done=submitted") });
  const { html } = await writer.get(here());
  expect(html).not.toContain("<textarea");
  expect(html).toContain("One <em>thing</em>.");
  expect(html).toContain("take it back");
  const refused = await writer.post(here(), { form: "a".repeat(36), version: "1", body: "Two." });
  expect([refused.status, refused.html.includes("Two.")]).toEqual([404, true]);
  await writer.post(here("/take-back"));
  expect((await writer.get(here())).html).toContain("<textarea");
});

test("returns a draft with a message, which its writer gets by e-mail and finds beside the text", async () => {
  await submit();
  const listed = await editor.get("/drafts");
  expect(listed.html).toContain(`href="${here()}"`);
  expect((await editor.get(here())).html).toContain(`formAction="${here("/ready?to=return")}"`.toLowerCase());
  const ready = await editor.post(here("/ready?to=return"), await fieldsOf(editor));
  expect(ready.location).toBe(here("/return"));
  const empty = await editor.post(here("/return"), { message: " " });
  expect([empty.status, errorOf(empty, "message")]).toEqual([
    422,
    expect.stringContaining("what should change"),
  ]);
  const done = await editor.post(here("/return"), { message: "Shorter, please." });
  expect([done.status, done.location]).toEqual([303, `/drafts?done=${draftId}`]);
  const [email] = await receiveEmails(site, con.email);
  expect(email?.subject).toBe("“Access” was returned to you");
  expect((await writer.get(here())).html).toContain("Shorter, please.");
  const late = await editor.post(here("/return"), { message: "And an example." });
  expect([late.status, alertOf(late)]).toEqual([409, expect.stringContaining("isn’t handed in any more")]);
  expect(late.html).toContain("And an example.");
});

test("adds a note on a passage, and saves the text with it", async () => {
  await submit();
  const note = { passage: "One thing.", note: "Which one?", body: "One *thing*. Two." };
  const added = await editor.post(here("/notes"), await fieldsOf(editor, note));
  expect([added.status, added.location]).toEqual([303, here("#notes")]);
  const { html } = await writer.get(here());
  expect(html).toContain("Which one?");
  expect(html).toContain('<blockquote dir="auto">One thing.</blockquote>');
  expect((await site.services.db.draft.findFirst())?.source).toBe("One *thing*. Two.");
});

test("says which field of a note is wrong, and keeps what was typed in both", async () => {
  await submit();
  const wrong = { passage: "Elsewhere.", note: "Hm?" };
  const refused = await editor.post(here("/notes"), await fieldsOf(editor, wrong));
  expect([refused.status, errorOf(refused, "passage")]).toEqual([
    422,
    expect.stringContaining("aren’t in the text"),
  ]);
  expect(refused.html).toContain("Elsewhere.</textarea>");
  expect(refused.html).toContain("Hm?</textarea>");
  const empty = await editor.post(here("/notes"), await fieldsOf(editor, { note: "" }));
  expect([empty.status, errorOf(empty, "note")]).toEqual([422, "Please write a note first."]);
});

test("says that a passage is no longer in the text; the writer resolves the note, and opens it again", async () => {
  await submit();
  await editor.post(here("/notes"), await fieldsOf(editor, { passage: "One thing.", note: "Which?" }));
  await writer.post(here("/take-back"));
  const rewritten = await fieldsOf(writer, { body: "Two things." });
  await writer.post(here(), rewritten);
  expect((await writer.get(here())).html).toContain("no longer in the text");
  const { id } = await site.services.db.draftNote.findFirstOrThrow();
  const resolve = await writer.post(
    here(`/notes/${id}/resolve`),
    await fieldsOf(writer, { body: "Two things!" }),
  );
  expect([resolve.status, resolve.location]).toEqual([303, here("#notes")]);
  expect((await writer.get(here())).html).toContain("1 resolved note");
  expect((await site.services.db.draft.findFirst())?.source).toBe("Two things!");
  await writer.post(here(`/notes/${id}/reopen`), await fieldsOf(writer, { body: "Two things!" }));
  expect((await writer.get(here())).html).toContain("1 note<!-- --> on this draft".replace("<!-- -->", ""));
  const none = await writer.post(here("/notes/999/resolve"), await fieldsOf(writer, { body: "Two things!" }));
  expect(none.status).toBe(404);
});

test("offers no notes to somebody who writes alone", async () => {
  const own = await createDraft(
    site.services.db,
    { id: (await site.services.db.person.findFirstOrThrow({ where: { handle: "eve" } })).id },
    {},
  );
  expect((await editor.get(`/write/${own}`)).html).not.toContain("Add note");
  expect((await writer.get(here())).html).not.toContain("Add note");
});
