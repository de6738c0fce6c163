// Beginning a draft over HTTP: one for each empty editor that was opened, however often its form comes.

import { afterAll, beforeAll, expect, test } from "vitest";
import { createMember, type TestMember } from "../../../factories/people";
import { openTestSite, type TestSite } from "../../../factories/site";
import { typedIn, Visitor } from "../../../factories/visitor";

let site: TestSite;
let eve: TestMember;
let writer: Visitor;
beforeAll(async () => {
  site = await openTestSite({ close: "later" });
  eve = await createMember(site.services.db, "eve", { role: "editor" });
  writer = new Visitor(site, eve.cookie);
});
afterAll(() => site.close());

/** Follows "Write", as a browser without a script does. */
async function open(address = "/write", by = writer) {
  const led = await by.get(address);
  const opened = led.location ?? "";
  return { opened, form: await load(opened, by) };
}

/** Opens an address of a browser's history. */
async function load(address: string, by = writer) {
  const page = await by.get(address);
  const read = (name: string) => typedIn(page, name) ?? "";
  return { form: read("form"), version: read("version"), kind: read("kind") };
}

const countDrafts = () => site.services.db.draft.count();
const sourceOf = async (path: string | null) => {
  const id = Number(path?.split("/").at(-1));
  return (await site.services.db.draft.findUniqueOrThrow({ where: { id } })).source;
};

test.each(["/write", "/write?kind=page", "/write?new=a-key-that-nobody-made"])(
  "leads %s to an empty editor with a key of its own, and stores nothing",
  async (address) => {
    const before = await countDrafts();
    const [first, second] = [await open(address), await open(address)];
    expect(first.opened).toMatch(/^\/write\?(kind=page&)?new=[0-9a-f]{32}$/);
    expect(first.opened).not.toBe(second.opened);
    expect([first.form.version, first.form.kind]).toEqual(["0", address.includes("page") ? "page" : "post"]);
    expect(await countDrafts()).toBe(before);
  },
);

test("goes back from the draft to the draft, and saves what was typed there to the same one", async () => {
  const { opened, form } = await open();
  // A browser that loads the page again before anything is saved.
  const reloaded = await load(opened);
  const begun = await writer.post("/write", { ...form, title: "Back", body: "One." });
  expect((await writer.get(opened)).location).toBe(begun.location);

  const before = await countDrafts();
  const again = await writer.post("/write", { ...form, title: "Back", body: "One. Two." });
  expect([again.location, await sourceOf(begun.location)]).toEqual([begun.location, "One. Two."]);
  // The other form knows of neither save, so that it overwrites none.
  const late = await writer.post("/write", { ...reloaded, title: "Back", body: "Other." });
  expect(late.location).toMatch(new RegExp(`^${begun.location}\\?copied=\\d+$`));
  expect([await countDrafts(), await sourceOf(begun.location)]).toEqual([before, "One. Two."]);
});

test("begins a second draft for a second tab", async () => {
  const [first, second] = [await open(), await open()];
  const sent = [first, second].map(({ form }) =>
    writer.post("/write", { ...form, title: "Tabs", body: "A." }),
  );
  const [one, two] = await Promise.all(sent);
  expect(one?.location).not.toBe(two?.location);
});

test("gives a refused text back at the same form, and begins one draft when it is corrected", async () => {
  const { opened, form } = await open();
  const refused = await writer.post("/write", { ...form, title: "Long", body: "x".repeat(500_001) });
  expect([refused.status, typedIn(refused, "form")]).toEqual([422, form.form]);
  const { location } = await writer.post("/write", { ...form, title: "Long", body: "x" });
  expect((await writer.get(opened)).location).toBe(location);
});

test("begins another draft for another person with the same address, who sees nothing of the first", async () => {
  const { opened, form } = await open();
  const amy = await createMember(site.services.db, "amy", { role: "author" });
  await writer.post("/write", { ...form, title: "Mine", body: "A.", writers: "amy" });
  const other = new Visitor(site, amy.cookie);
  const theirs = await load(opened, other);
  const begun = await other.post("/write", { ...theirs, title: "Theirs", body: "B." });
  expect(await sourceOf(begun.location)).toBe("B.");
  expect((await writer.get(opened)).location).not.toBe(begun.location);
});
