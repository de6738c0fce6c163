// Saves of the editor over HTTP: what is refused, with which words, and that nothing typed is lost.

import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { MAX_DRAFT_CHARS } from "~/drafts/draft.schema";
import { createMember, type TestMember } from "../../../factories/people";
import { openTestSite, type TestSite } from "../../../factories/site";
import { type Answer, Visitor } from "../../../factories/visitor";

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
  ...{ as: String(member.id), form: randomUUID(), version: "0", title: "A title", body: "A text." },
  ...fields,
});

/** Saves as the script does. */
async function save(
  id: number | "new",
  fields: Record<string, string>,
  by: Visitor = writer,
): Promise<{ status: number; answer: SaveAnswer }> {
  const { status, html } = await by.post(`/write/${id}/save`, fields);
  return { status, answer: JSON.parse(html) };
}

interface SaveAnswer {
  id: number;
  version: number;
  copyId: number | null;
  others: { name: string | null; at: string }[];
  errors?: Record<string, string>;
}

const stored = (id: number) => site.services.db.draft.findUniqueOrThrow({ where: { id } });
const textIn = ({ html }: Answer) => /<textarea[^>]*name="body"[^>]*>([^<]*)</.exec(html)?.[1];

test("saves 500,000 Chinese characters, and refuses one more with the number", async () => {
  const body = "字".repeat(MAX_DRAFT_CHARS);
  const { status, answer } = await save("new", formOf({ body }));
  expect(status).toBe(200);
  expect((await stored(answer.id)).source).toBe(body);
  const refused = await save(answer.id, formOf({ body: `${body}字`, version: "1" }));
  expect(refused).toMatchObject({
    status: 422,
    answer: {
      errors: { body: "Please shorten this by 1 character. More than 500,000 characters can’t be saved." },
    },
  });
});

test("gives a paste of two million characters back with the number to cut", async () => {
  const body = "word ".repeat(400_000);
  const answer = await writer.post("/write", formOf({ body }));
  expect(answer.status).toBe(422);
  expect(answer.html).toContain("Please shorten this by 1,500,000 characters.");
  expect(textIn(answer)?.length).toBe(body.length);
});

test("refuses a million fields with 413, and stores nothing", async () => {
  const before = await site.services.db.draft.count();
  const fields = Array.from({ length: 1_000_000 }, (_, n) => `${n.toString(36)}=`).join("&");
  const response = await site.get("/write/new/save", {
    method: "POST",
    headers: {
      ...{ Origin: site.address, Cookie: member.cookie },
      "Content-Type": "application/x-www-form-urlencoded",
    },
    body: fields,
  });
  expect(response.status).toBe(413);
  expect(await site.services.db.draft.count()).toBe(before);
});

test("saves a title of emoji alone, a hundred tags, unknown people and a date in 2199, for the writer to mend", async () => {
  const tags = Array.from({ length: 100 }, (_, n) => `tag ${n}`).join(", ");
  const fields = formOf({ title: "🌱🌱", tags, writers: "nobody-here", date: "2199-01-01" });
  const { answer } = await save("new", fields);
  const details = JSON.parse((await stored(answer.id)).details);
  expect(details).toMatchObject({ tags, writers: "nobody-here", date: "2199-01-01" });

  const publish = await writer.get(`/write/${answer.id}/publish`);
  for (const words of [
    "Please enter an address: the title has no letters from a to z",
    "Please choose 12 tags at most. There are 100.",
  ])
    expect(publish.html).toContain(words);
});

test("replaces NUL, which PostgreSQL can't store, and keeps the rest", async () => {
  const { answer } = await save("new", formOf({ body: "be\0fore\r\nafter" }));
  expect((await stored(answer.id)).source).toBe("be\ufffdfore\nafter");
});

test("stores no empty draft", async () => {
  const { status, answer } = await save("new", formOf({ title: " ", body: "\n" }));
  expect(status).toBe(422);
  expect(answer.errors?.form).toBe("There is nothing to save yet. Write a title or some text first.");
});

test.each([
  ["no key", { form: "" }],
  ["a key of other characters", { form: "<script>alert(1)</script>" }],
  ["a version that is no number", { version: "one" }],
  ["a post that can't be", { post: "-1" }],
])("refuses a form with %s", async (_what, fields) => {
  const before = await site.services.db.draft.count();
  expect((await save("new", formOf(fields))).status).toBe(422);
  expect(await site.services.db.draft.count()).toBe(before);
});

test("answers a reader who guesses an address as one that doesn't exist, and a page that lost its draft with words", async () => {
  const { answer } = await save("new", formOf());
  const other = await createMember(site.services.db, "con", { role: "contributor" });
  const guess = new Visitor(site, other.cookie);
  const fields = { ...formOf(), as: String(other.id) };
  for (const id of [answer.id, 999_999]) {
    expect((await guess.get(`/write/${id}`)).status).toBe(404);
    expect(await save(id, fields, guess)).toMatchObject({
      status: 404,
      answer: { errors: { form: expect.stringMatching(/^This draft was handed in or deleted meanwhile/) } },
    });
    // A form without a script gets its text back.
    const page = await guess.post(`/write/${id}`, { ...fields, body: "My words." });
    expect(page.status).toBe(404);
    expect(page.html).toContain("My words.");
  }
  expect((await stored(answer.id)).source).toBe("A text.");
});

test("tells a form that is older than the newest version, and keeps both texts; typing goes on in the copy", async () => {
  const first = formOf({ body: "First." });
  const { answer } = await save("new", { ...first, number: "1" });
  const { id } = answer;
  const older = formOf({ body: "From the older page.", version: "1" });
  await save(id, { ...first, body: "First, changed.", version: "1", number: "2" });

  const late = await save(id, { ...older, number: "1" });
  expect(late.answer).toMatchObject({ version: 1, copyId: expect.any(Number) });
  const more = await save(id, { ...older, body: "More.", number: "2" });
  expect(more.answer.copyId).toBe(late.answer.copyId);
  expect((await stored(id)).source).toBe("First, changed.");
  const copies = await site.services.db.draftCopy.findMany({ where: { draftId: id } });
  expect(copies.map(({ source }) => source)).toEqual(["More."]);
});

test("keeps both texts when two editors save at the same moment", async () => {
  const { answer } = await save("new", formOf());
  const editors = await Promise.all(
    ["ed", "eda"].map((handle) => createMember(site.services.db, handle, { role: "editor" })),
  );
  const saves = await Promise.all(
    editors.map((editor) =>
      save(
        answer.id,
        { ...formOf({ body: `By ${editor.handle}.`, version: "1" }), as: String(editor.id) },
        new Visitor(site, editor.cookie),
      ),
    ),
  );
  expect(saves.map(({ status }) => status)).toEqual([200, 200]);
  expect(saves.filter(({ answer }) => answer.copyId !== null).length).toBe(1);
  const copies = await site.services.db.draftCopy.findMany({ where: { draftId: answer.id } });
  expect([(await stored(answer.id)).source, ...copies.map(({ source }) => source)].sort()).toEqual([
    "By ed.",
    "By eda.",
  ]);
});

test("names who else has the draft open, with the time, and oneself on another page", async () => {
  const form = formOf();
  const { answer } = await save("new", { ...form, number: "1" });
  const editor = await createMember(site.services.db, "edith", { role: "editor", name: "Edith" });
  const beside = { ...formOf({ body: "Edited.", version: "1" }), as: String(editor.id) };
  const edited = await save(answer.id, beside, new Visitor(site, editor.cookie));
  expect(edited.answer.others).toMatchObject([{ name: "amy" }]);
  const again = await save(answer.id, { ...form, body: "Mine.", version: "1", number: "2" });
  expect(again.answer.others).toMatchObject([{ name: "Edith", at: expect.stringMatching(/^\d{4}-/) }]);
  const own = await save(answer.id, formOf({ body: "Other page.", version: "1" }));
  expect(own.answer.others.map(({ name }) => name)).toContain(null);
});

test("knows a repeated save by its form and number", async () => {
  const form = { ...formOf({ body: "One." }), number: "1" };
  const [first, second] = [await save("new", form), await save("new", form)];
  expect(second.answer.id).toBe(first.answer.id);
  const { id } = first.answer;
  await save(id, { ...form, body: "Two.", version: "1", number: "2" });
  // It was on its way for long.
  const late = await save(id, { ...form, version: "1" });
  expect(late.answer).toMatchObject({ version: 2, copyId: null });
  expect((await stored(id)).source).toBe("Two.");
});

test("lets a form go on from a closed one, and not over what was saved since", async () => {
  const closed = { ...formOf({ body: "Closed." }), number: "5" };
  const { answer } = await save("new", closed);
  // The closed tab's answer was lost: it knew of no draft and no version.
  const next = formOf({ body: "Closed. On.", after: closed.form, version: "0" });
  const went = await save("new", { ...next, number: "1" });
  expect(went.answer).toMatchObject({ id: answer.id, copyId: null });
  expect((await stored(answer.id)).source).toBe("Closed. On.");
  // The tab was open after all.
  const alive = await save(answer.id, { ...closed, body: "Closed. Or not.", version: "1", number: "6" });
  expect(alive.answer.copyId).toEqual(expect.any(Number));
  const late = formOf({ body: "Late.", after: closed.form, version: "1" });
  expect((await save(answer.id, late)).answer.copyId).toEqual(expect.any(Number));
  expect((await stored(answer.id)).source).toBe("Closed. On.");
});

test("answers somebody who is signed out, or is now somebody else, with 401, and stores nothing", async () => {
  const before = await site.services.db.draft.count();
  expect((await save("new", formOf(), new Visitor(site))).status).toBe(401);
  const other = await createMember(site.services.db, "next", { role: "author" });
  expect((await save("new", formOf(), new Visitor(site, other.cookie))).status).toBe(401);
  expect(await site.services.db.draft.count()).toBe(before);
});

test.each(["/write/new/save", "/write/paste"])(
  "answers a page asked for at %s, which answers its script alone, with 405 and the method to use",
  async (address) => {
    const { status, headers } = await writer.get(address);
    expect([status, headers.get("Allow")]).toEqual([405, "POST"]);
  },
);
