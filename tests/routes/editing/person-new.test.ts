import { beforeAll, expect, test } from "vitest";
import { createMember } from "../../factories/people";
import { createPost } from "../../factories/posts";
import { openTestSite, type TestSite } from "../../factories/site";
import { errorOf, typedIn, Visitor } from "../../factories/visitor";

let site: TestSite;
let editor: Visitor;
const guest = () => new Visitor(site);
const ORCID = "0000-0002-1825-0097";

beforeAll(async () => {
  site = await openTestSite({ close: "later", env: { PAGE_CACHE: "on" } });
  editor = new Visitor(site, (await createMember(site.services.db, "eve", { role: "editor" })).cookie);
  return () => site.close();
});

const add = (fields: Record<string, string>) =>
  editor.post("/people/new", { handle: "", bio: "", orcid: "", ...fields });

test("adds a writer with a handle made from the name, who can be named in a byline at once", async () => {
  const bio = "Runs a *night school*.\n\nAnd more.";
  const fields = { bio, site: "https://ito.example", orcid: `https://orcid.org/${ORCID}` };
  const added = await add({ name: "Jörg Ito", ...fields });
  expect([added.status, added.location]).toEqual([303, "/people/new?done=jorg-ito"]);
  expect((await editor.get(added.location ?? "")).html).toContain("<strong>jorg-ito</strong>");
  await createPost(site.services, { slug: "guest-post", writers: ["jorg-ito"] });
  const { html } = await guest().get("/posts/guest-post");
  expect(html).toMatch(/<aside[^>]*aria-label="About the writer">.*Runs a <em>night school<\/em>\./);
  expect(html).not.toContain("And more.");
  const { html: profile } = await guest().get("/people/jorg-ito");
  expect(profile).toContain(`href="https://orcid.org/${ORCID}" rel="me noopener"`);
  expect(profile).toContain('href="https://ito.example"');
  expect(profile).toContain(`<link rel="me" href="https://orcid.org/${ORCID}"/>`);
});

test("one form sent several times at once adds one person", async () => {
  const answers = await Promise.all([1, 2, 3].map(() => add({ name: "Twice Sent" })));
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 422, 422]);
  const late = answers.find(({ status }) => status === 422);
  expect(late && errorOf(late, "name")).toContain("There is a writer with this name: twice-sent");
  expect(await site.services.db.person.count({ where: { name: "Twice Sent" } })).toBe(1);
  // Another person of that name gets a handle of their own.
  expect((await add({ name: "Twice Sent", handle: "twice-too" })).status).toBe(303);
});

test.each([
  ["no name", { name: " " }, "name", "enter a name"],
  ["a name without Latin letters and no handle", { name: "字" }, "handle", "Latin letters"],
  ["the handle of a member", { name: "X", handle: "eve" }, "handle", "taken"],
  ["a reserved handle", { name: "X", handle: "new" }, "handle", "reserved"],
  ["a website that is no address", { name: "X", site: "javascript:alert(1)" }, "site", "https://"],
  ["a wrong ORCID iD", { name: "X", orcid: "0000-0002-1825-0098" }, "orcid", "a digit may be wrong"],
  ["an introduction that is too long", { name: "X", bio: "x".repeat(2_001) }, "bio", "2,000"],
])("refuses %s and keeps what was typed", async (_what, fields, field, words) => {
  const before = await site.services.db.person.count();
  const refused = await add(fields);
  expect([refused.status, errorOf(refused, field)]).toEqual([422, expect.stringContaining(words)]);
  expect(typedIn(refused, "name")).toBe(fields.name);
  expect(await site.services.db.person.count()).toBe(before);
});

test("a member’s ORCID iD is saved with the profile, and their new introduction shows under cached posts", async () => {
  await createPost(site.services, { slug: "by-eve", writers: ["eve"] });
  expect((await guest().get("/posts/by-eve")).html).not.toContain("about-writers");
  const fields = { name: "Eve", handle: "eve", site: "", bio: "Edits.", orcid: ORCID, familyName: "Stone" };
  const wrong = await editor.post("/settings", { ...fields, orcid: "1234" });
  expect([wrong.status, errorOf(wrong, "orcid")]).toEqual([422, expect.stringContaining("ORCID")]);
  expect((await editor.post("/settings", fields)).status).toBe(303);
  const settings = await editor.get("/settings");
  expect(["orcid", "familyName", "givenName"].map((name) => typedIn(settings, name))).toEqual([
    ORCID,
    "Stone",
    "",
  ]);
  expect((await guest().get("/posts/by-eve")).html).toMatch(/about-writers.*<p[^>]*>Edits\.<\/p>/);
});

const EMPTY_EDITOR = `/write?new=${"a".repeat(32)}`;

test("the editor’s form leads editors to it, and nobody else", async () => {
  const author = await createMember(site.services.db, "amy", { role: "author" });
  expect((await editor.get(EMPTY_EDITOR)).html).toContain('href="/people/new"');
  expect((await new Visitor(site, author.cookie).get(EMPTY_EDITOR)).html).not.toContain("/people/new");
});
