// Moderators block people, addresses, domains and words, over HTTP; and what blocked people see.

import { afterAll, beforeAll, expect, test } from "vitest";
import { block, person, words } from "../../../factories/blocks";
import { setHolding } from "../../../factories/moderation";
import { createMember, type TestMember } from "../../../factories/people";
import { createComment, createPost } from "../../../factories/posts";
import { openTestSite, type TestSite } from "../../../factories/site";
import { alertOf, errorOf, typedIn, Visitor } from "../../../factories/visitor";
import { typed } from "../../responding/typed";

let site: TestSite;
let mo: TestMember;
let moderator: Visitor;
let postId: number;

beforeAll(async () => {
  site = await openTestSite({ close: "later" });
  await setHolding(site.services.db, "nobody");
  postId = await createPost(site.services, { slug: "first" });
  mo = await createMember(site.services.db, "mo", { moderates: true });
  moderator = new Visitor(site, mo.cookie);
});
afterAll(() => site.close());

const NEW = "/moderation/blocks/new";
const fields = (more: Record<string, string>) => ({
  ...{ as: String(mo.id), duration: "week", until: "", note: "", reason: "rude", words: "" },
  ...more,
});

test("blocks a member from the page of their comment, who then gets their text back with the reason and the end", async () => {
  const ada = await createMember(site.services.db, "ada", { name: "Ada Farrow" });
  const id = await createComment(site.services, postId, {}, { viewer: ada });
  const { html } = await moderator.get(`/moderation/comments/${id}`);
  expect(html).toContain(`href="${NEW}?kind=person&amp;handle=ada"`);
  const opened = await moderator.get(`${NEW}?kind=person&handle=ada`);
  expect(typedIn(opened, "handle")).toBe("ada");
  const blocked = await moderator.post(
    `${NEW}?kind=person`,
    fields({ kind: "person", handle: "ada", words: "Please read the rules.", note: "Third time." }),
  );
  expect(blocked).toMatchObject({ status: 303, location: "/moderation/blocks?done=blocked" });
  const list = await moderator.get("/moderation/blocks?done=blocked");
  for (const shown of ["Blocked. You can end it", "@ada", "Third time.", "Told them: Please read the rules."])
    expect(list.html).toContain(shown);
  expect(list.html).not.toContain("ada@example.org");

  const visitor = new Visitor(site, ada.cookie);
  const reply = { body: "My long answer.", as: String(ada.id), to: "" };
  const refused = await visitor.post("/posts/first/respond", reply);
  expect(refused.status).toBe(403);
  expect(alertOf(refused)).toMatch(/^You can’t comment here until .* A moderator has decided this\.$/);
  for (const shown of ["attack or belittle people", "Please read the rules.", "ask for another look"])
    expect(refused.html).toContain(shown);
  expect(refused.html).not.toContain("Third time.");
  expect(typedIn(refused, "body")).toBe("My long answer.");
  const comment = `/comments/${id}/edit`;
  const basedOn = typedIn(await visitor.get(comment), "basedOn") ?? "";
  const edit = await visitor.post(comment, { body: "Changed.", basedOn, as: String(ada.id) });
  expect(edit.status).toBe(403);
  expect(alertOf(edit)).toContain("You can’t comment here until");
  expect(typedIn(edit, "body")).toBe("Changed.");
  // Not the post: a first visit would make the replies below too quick.
  for (const address of ["/", "/settings", "/settings/data", "/settings/data/leave"])
    expect((await visitor.get(address)).status).toBe(200);

  const blockId = /blocks\/(\d+)\/end/.exec(list.html)?.[1];
  expect(await moderator.post(`/moderation/blocks/${blockId}/end`, { as: String(mo.id) })).toMatchObject({
    status: 303,
    location: "/moderation/blocks?done=ended",
  });
  expect((await moderator.get("/moderation/blocks?show=ended")).html).toContain("@ada");
  expect((await visitor.post("/posts/first/respond", reply)).status).toBe(303);
});

test("blocks a guest's address without showing it", async () => {
  const body = "[shop](https://www.shop.example/x)";
  const id = await createComment(site.services, postId, { email: "troll@example.net", name: "Troll", body });
  const page = await moderator.get(`/moderation/comments/${id}`);
  expect(page.html).toContain(`href="${NEW}?kind=address&amp;comment=${id}"`);
  expect(page.html).toContain(`href="${NEW}?kind=domain&amp;text=shop.example"`);
  const address = `${NEW}?kind=address&comment=${id}`;
  const opened = await moderator.get(address);
  const blocked = await moderator.post(address, fields({ kind: "address", comment: String(id) }));
  expect(blocked.status).toBe(303);
  const list = await moderator.get("/moderation/blocks");
  for (const { html } of [page, opened, list]) expect(html).not.toContain("troll@");
  expect(list.html).toContain(`comment ${id}`);
  const again = await moderator.post(address, fields({ kind: "address", comment: String(id) }));
  expect([again.status, alertOf(again)]).toEqual([409, expect.stringContaining("blocked already")]);
  const guest = new Visitor(site);
  const refused = await guest.post(
    "/posts/first/respond",
    typed({ email: "Troll@example.net", body: "Mine." }),
  );
  expect(refused.status).toBe(403);
  expect(alertOf(refused)).toContain("Comments with this e-mail address aren’t accepted here");
  expect([typedIn(refused, "body"), typedIn(refused, "name")]).toEqual(["Mine.", "Ada"]);
});

test("previews words with the comments that they would have stopped, and asks again when these are many", async () => {
  const id = await createComment(site.services, postId, { body: "About zebras, of all things." });
  const address = `${NEW}?kind=words`;
  const asked = fields({ kind: "words", text: " Zebras ", effect: "refuse" });
  const preview = await moderator.post(address, asked);
  expect(preview.status).toBe(200);
  expect(preview.html).toMatch(/It would have stopped 1 of the last \d+ comments/);
  expect(preview.html).toContain(`/moderation/comments/${id}`);
  expect(await site.services.db.block.count({ where: { text: "Zebras" } })).toBe(0);
  // Few comments: one is more than a tenth.
  const seen = { ...asked, seen: typedIn(preview, "seen") ?? "" };
  const unsure = await moderator.post(address, seen);
  expect([unsure.status, errorOf(unsure, "sure")]).toEqual([422, "Please confirm that this is meant."]);
  const changed = await moderator.post(address, { ...seen, text: "giraffes", sure: "yes" });
  expect(changed.html).toContain("It would have stopped no recent comment");
  expect((await moderator.post(address, { ...seen, sure: "yes" })).status).toBe(303);
  const guest = new Visitor(site);
  const refused = await guest.post(
    "/posts/first/respond",
    typed({ email: "z@example.org", body: "Zébras!" }),
  );
  expect(refused.status).toBe(422);
  expect(errorOf(refused, "body")).toContain("are blocked on this site");
  expect(errorOf(refused, "body")).not.toMatch(/zebra/i);
  expect(typedIn(refused, "body")).toBe("Zébras!");
});

test("shows moderators for which block a comment waits, and its writer only that it does", async () => {
  await block(site.services, mo, words("quagga", "hold"), { now: new Date() });
  const guest = new Visitor(site);
  const body = "A quagga, seen.";
  const held = await guest.post("/posts/first/respond", typed({ email: "q@example.org", body }));
  const queue = await moderator.get("/moderation");
  expect(queue.html).toMatch(/Blocked words<\/a>: <bdi>quagga/);
  const own = await guest.get(held.location?.split(/[?#]/)[0] ?? "");
  expect(own.html).toContain("It has words or a link that a moderator reads first here.");
});

test.each([
  ["words", { text: "…", effect: "hold" }, "text", "Enter at least one word"],
  ["words", { text: "a".repeat(201), effect: "hold" }, "text", "Please keep this to 200 characters."],
  ["words", { text: "a" }, "effect", "Choose what happens"],
  ["domain", { text: "org", effect: "hold" }, "text", "Enter a domain, such as example.org"],
  ["domain", { text: "127.0.0.1", effect: "hold" }, "text", "Enter a domain"],
  ["person", { handle: "" }, "handle", "Enter the handle"],
  ["person", { handle: "nobody-here" }, "handle", "No member has this handle."],
  ["person", { handle: "x", reason: "other" }, "words", "Please write the reason"],
  ["person", { handle: "x", until: "2027-02-30" }, "until", "Enter a date such as"],
  ["person", { handle: "x", until: "2001-01-01" }, "until", "still to come"],
  ["person", { handle: "x", until: "2099-01-01" }, "until", "within the next ten years"],
  ["person", { handle: "x", duration: "century" }, "duration", "Choose one of the options."],
  ["person", { handle: "x", note: "a".repeat(1_001) }, "note", "Please keep this to 1,000 characters."],
] as [string, Record<string, string>, string, string][])(
  "refuses a block of kind %s with %j, and keeps what was typed",
  async (kind, more, field, error) => {
    const refused = await moderator.post(
      `${NEW}?kind=${kind}`,
      fields({ kind, ...more, note: more.note ?? "Kept." }),
    );
    expect(refused.status).toBeGreaterThanOrEqual(409);
    expect(errorOf(refused, field)).toContain(error);
    expect(typedIn(refused, "note")).toBe(more.note ?? "Kept.");
  },
);

test("says at the top of the form why a block can't be made", async () => {
  const self = await moderator.post(`${NEW}?kind=person`, fields({ kind: "person", handle: "@Mo" }));
  expect([self.status, alertOf(self)]).toEqual([409, expect.stringContaining("You can’t block yourself")]);
});

test("answers 404 to a kind, a comment and a block that aren't there, and stores a NUL as a sign", async () => {
  for (const address of [
    NEW,
    `${NEW}?kind=planet`,
    `${NEW}?kind=address&comment=999999`,
    `${NEW}?kind=address`,
  ])
    expect((await moderator.get(address)).status).toBe(404);
  expect((await moderator.get("/moderation/blocks?before=abc")).status).toBe(404);
  expect((await moderator.post("/moderation/blocks/999999/end", { as: String(mo.id) })).status).toBe(404);
  const asked = fields({ kind: "words", text: "nul\0nul", effect: "hold", seen: "nul\ufffdnul" });
  expect((await moderator.post(`${NEW}?kind=words`, asked)).status).toBe(303);
});

test("shows the blocks to no member who isn’t a moderator", async () => {
  await block(site.services, mo, person((await createMember(site.services.db, "zoe")).handle));
  const max = await createMember(site.services.db, "max");
  expect((await new Visitor(site, max.cookie).get("/moderation/blocks")).status).toBe(403);
});

// The last, since all guests here write from one network.
test("blocks the network of a guest for guests, after saying who else wrote from there", async () => {
  const id = await createComment(
    site.services,
    postId,
    { email: "n@example.org" },
    { clientAddress: "127.0.0.9" },
  );
  const address = `${NEW}?kind=network&comment=${id}`;
  expect((await moderator.get(`/moderation/comments/${id}`)).html).toContain(address.replace("&", "&amp;"));
  const opened = await moderator.get(address);
  expect(opened.html).toMatch(/other guests? wrote from there in the last 14 days/);
  expect(opened.html).not.toContain("127.0.0");
  const network = { kind: "network", comment: String(id) };
  const long = await moderator.post(address, fields({ ...network, duration: "year" }));
  expect([long.status, errorOf(long, "duration")]).toEqual([422, "Choose one of the options."]);
  expect((await moderator.post(address, fields(network))).status).toBe(303);
  const refused = await new Visitor(site).post("/posts/first/respond", typed({ body: "From there." }));
  expect([refused.status, typedIn(refused, "body")]).toEqual([403, "From there."]);
  expect(alertOf(refused)).toContain("Comments by guests from your network aren’t accepted here until");
  expect(refused.html).toContain("You can sign in and comment as a member.");
  expect((await new Visitor(site).get("/posts/first")).status).toBe(200);
});
