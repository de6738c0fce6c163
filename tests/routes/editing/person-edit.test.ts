import { beforeAll, expect, test } from "vitest";
import { addAccount } from "~/accounts/account.server";
import { createMember } from "../../factories/people";
import { createPost, NOW } from "../../factories/posts";
import { openTestSite, type TestSite } from "../../factories/site";
import { alertOf, errorOf, typedIn, Visitor } from "../../factories/visitor";

let site: TestSite;
let editor: Visitor;
const guest = () => new Visitor(site);
const ORCID = "0000-0002-1825-0097";
const CITED = { familyName: "van der Hart", givenName: "Zoe M." };
const AS_TYPED = {
  ...{ name: "Zoe Hart", site: "zoe.example", orcid: ORCID, bio: "Runs a *night school*." },
  ...CITED,
};

beforeAll(async () => {
  site = await openTestSite({ close: "later", env: { PAGE_CACHE: "on" } });
  editor = new Visitor(site, (await createMember(site.services.db, "eve", { role: "editor" })).cookie);
  return () => site.close();
});

/** The page of a guest writer of a post, opened by an editor. */
async function open(handle: string) {
  if ((await site.services.db.person.count({ where: { handle } })) === 0)
    await createPost(site.services, { slug: `by-${handle}`, writers: [handle] });
  const page = await editor.get(`/people/${handle}/edit`);
  const version = typedIn(page, "version") ?? "";
  const save = (fields: Partial<typeof AS_TYPED>, since = version) =>
    editor.post(`/people/${handle}/edit`, { ...AS_TYPED, ...fields, version: since });
  return { page, version, save };
}

test("a new name and introduction show on the profile and under posts, which were cached", async () => {
  const { save } = await open("zoe");
  const before = [await guest().get("/people/zoe"), await guest().get("/posts/by-zoe")];
  for (const { html } of before) expect(html).not.toContain("Zoe Hart");
  const saved = await save({});
  expect([saved.status, saved.location]).toEqual([303, "/people/zoe/edit?done"]);
  expect((await editor.get(saved.location ?? "")).html).toContain("Writer saved.");
  const { html: profile } = await guest().get("/people/zoe");
  expect(profile).toMatch(/Zoe Hart.*<em>night school<\/em>.*https:\/\/zoe\.example.*orcid\.org/s);
  const { html: post } = await guest().get("/posts/by-zoe");
  expect(post).toMatch(/Zoe Hart.*Runs a <em>night school<\/em>/s);
  expect(post).toContain('<meta name="citation_author" content="van der Hart, Zoe\u00a0M."/>');
});

test("only editors see the link on a profile, and none on a member’s", async () => {
  await open("yan");
  expect((await editor.get("/people/yan")).html).toContain('href="/people/yan/edit"');
  expect((await guest().get("/people/yan")).html).not.toContain("/people/yan/edit");
  const author = await createMember(site.services.db, "amy", { role: "author" });
  expect((await new Visitor(site, author.cookie).get("/people/yan")).html).not.toContain("/edit");
  expect((await editor.get("/people/amy")).html).not.toContain("/people/amy/edit");
  const { html } = await editor.get("/people/amy/edit");
  expect([html.includes("has an account"), html.includes("Save writer")]).toEqual([true, false]);
});

test("tells an editor what another one has changed in the meantime, and then lets them replace it", async () => {
  const { save } = await open("xenia");
  await save({ name: "Xenia A" });
  const late = await save({ name: "Xenia B" });
  expect([late.status, errorOf(late, "name")]).toEqual([409, "Current value: Xenia A"]);
  expect(typedIn(late, "name")).toBe("Xenia B");
  expect((await save({ name: "Xenia B" }, typedIn(late, "version"))).status).toBe(303);
  expect((await guest().get("/people/xenia")).html).toContain("Xenia B");
});

test("changes nothing of somebody who has joined since the form was opened", async () => {
  const { save } = await open("will");
  const { db } = site.services;
  const { id: personId } = await db.person.findUniqueOrThrow({ where: { handle: "will" } });
  const account = { email: "will@example.org", name: "Will", handle: "will", passwordHash: null };
  await db.write((tx) => addAccount(tx, { ...account, role: "author", personId }, NOW));
  const refused = await save({ name: "Not Will" });
  expect([refused.status, alertOf(refused)]).toEqual([409, expect.stringContaining("has an account")]);
  expect((await guest().get("/people/will")).html).not.toContain("Not Will");
});

test.each([
  ["no name", { name: " " }, "name", "enter a name"],
  ["a wrong ORCID iD", { orcid: "0000-0002-1825-0098" }, "orcid", "a digit may be wrong"],
  ["a given name alone", { familyName: "", givenName: "Vera" }, "familyName", "enter the family name, too"],
  ["a family name that is too long", { familyName: "x".repeat(81) }, "familyName", "80 characters"],
  ["a family name that nobody sees", { familyName: "\u3164" }, "familyName", "leave this empty"],
  ["an e-mail address as website", { site: "zoe@example.org" }, "site", "e-mail address"],
  ["an introduction that is too long", { bio: "x".repeat(2_001) }, "bio", "2,000"],
])("refuses %s and keeps what was typed", async (_what, fields, field, words) => {
  const { save } = await open("vera");
  const refused = await save({ name: "Vera", ...fields });
  expect([refused.status, errorOf(refused, field)]).toEqual([422, expect.stringContaining(words)]);
  expect(refused.html).toContain("Save writer");
  expect((await site.services.db.person.findUniqueOrThrow({ where: { handle: "vera" } })).orcid).toBeNull();
});

test("answers 404 for nobody, and gives the text back", async () => {
  expect((await editor.get("/people/nobody/edit")).status).toBe(404);
  const lost = await editor.post("/people/nobody/edit", { ...AS_TYPED, version: "x" });
  expect([lost.status, lost.html.includes("Runs a *night school*.")]).toEqual([404, true]);
});
