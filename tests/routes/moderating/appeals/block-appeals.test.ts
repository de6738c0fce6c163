// An appeal of a block, over HTTP: a member's from their settings, a guest's from the refusal of their reply.

import { afterAll, beforeAll, expect, test } from "vitest";
import { address, block, network, person } from "../../../factories/blocks";
import { createMember, type TestMember } from "../../../factories/people";
import { createComment, createPost } from "../../../factories/posts";
import { openTestSite, type TestSite } from "../../../factories/site";
import { alertOf, errorOf, typedIn, Visitor } from "../../../factories/visitor";
import { typed } from "../../responding/typed";

let site: TestSite;
let mo: TestMember;
let made: Visitor;
let eve: Visitor;
let postId: number;

beforeAll(async () => {
  site = await openTestSite({ close: "later" });
  postId = await createPost(site.services, { slug: "first", title: "First" });
  mo = await createMember(site.services.db, "mo", { moderates: true, name: "Mona Lind" });
  made = new Visitor(site, mo.cookie);
  const other = await createMember(site.services.db, "eve", { moderates: true, name: "Eve Roth" });
  eve = new Visitor(site, other.cookie);
});
afterAll(() => site.close());

const text = (html: string) => html.replaceAll("<!-- -->", "");
const now = () => new Date();
const openAppeal = async () =>
  (await site.services.db.blockAppeal.findFirstOrThrow({ where: { status: "open" } })).id;
const hrefIn = (html: string) => /href="(\/blocked\/[^"]+)"/.exec(html)?.[1] ?? "";

test("lets a blocked member ask once from where the refusal leads, and tells them the answer", async () => {
  const ada = await createMember(site.services.db, "ada", { name: "Ada Farrow" });
  const writer = new Visitor(site, ada.cookie);
  expect((await writer.get("/settings/block")).html).toContain("Nothing keeps you from commenting now.");
  const id = await block(site.services, mo, person("ada"), { now: now() });
  const refused = await writer.post("/posts/first/respond", { body: "Mine.", as: String(ada.id), to: "" });
  expect(refused.html).toContain('href="/settings/block"');
  const opened = text((await writer.get("/settings/block")).html);
  expect(opened).toContain("attack or belittle people");
  expect(opened).toContain("Another moderator than the one who decided will look again.");
  const ask = (why: string, decision = id) =>
    writer.post("/settings/block", { as: String(ada.id), decision: String(decision), text: why });
  const empty = await ask(" ");
  expect([empty.status, errorOf(empty, "text")]).toEqual([
    422,
    "Please write why the decision should be looked at again.",
  ]);
  const other = await ask("Why?\0", 999);
  expect([other.status, typedIn(other, "text")]).toEqual([409, "Why?�"]);
  expect((await ask("It was a quote.")).location).toBe("/settings/block#appeal-title");
  const twice = await ask("Please.");
  expect([twice.status, alertOf(twice)]).toEqual([
    409,
    "Your text wasn’t sent: another look at this block was asked for already.",
  ]);

  expect(text((await eve.get("/moderation")).html)).toContain("1 appeal is waiting for an answer");
  const waiting = text((await made.get("/moderation/appeals")).html);
  expect(waiting).toContain("You made this block, so the appeal waits for another moderator.");
  const appealId = await openAppeal();
  const answer = (by: Visitor, verb: string, words = "") =>
    by.post(`/moderation/appeals/blocks/${appealId}/${verb}`, { words });
  expect((await answer(made, "end")).status).toBe(409);
  const open = text((await eve.get("/moderation/appeals")).html);
  expect(open).toContain("It was a quote.");
  const wordless = await answer(eve, "keep", " ");
  expect([wordless.status, errorOf(wordless, `words-block-appeal-${appealId}`)]).toEqual([
    422,
    "Please say why the block stays: we show it to the person who asked.",
  ]);
  expect((await answer(eve, "keep", "A quote isn’t needed.")).location).toBe("/moderation/appeals?done=kept");
  const late = await answer(eve, "end");
  expect([late.status, alertOf(late)]).toEqual([
    409,
    "Nothing was changed: another moderator has answered this appeal in the meantime.",
  ]);
  expect((await eve.post("/moderation/appeals/blocks/999/end", { words: "" })).status).toBe(404);
  const told = text((await writer.get("/settings/block")).html);
  expect(told).toContain("The decision stands");
  expect(told).toContain("A quote isn’t needed.");
  expect(told).not.toMatch(/Mona|Eve|Ask for another look/);
  const log = text((await eve.get("/moderation/log/all")).html);
  expect(log).toContain("Eve Roth</bdi> looked again at a block after an appeal, and kept it.");
  const publicly = text((await new Visitor(site).get("/moderation/log")).html);
  expect(publicly).toContain("1 appeal of a block was answered: the block stays.");
  expect(publicly).toContain("1 writer was blocked. Comments that attack or belittle people.");
  expect(publicly).not.toMatch(/Ada|quote/);
});

test("lets a blocked guest ask from the page of the refusal, and read the answer by a secret address", async () => {
  const id = await createComment(site.services, postId, { email: "troll@example.net", name: "Troll" });
  const blockId = await block(site.services, mo, address(id), { now: now() });
  const guest = new Visitor(site);
  const reply = () =>
    guest.post("/posts/first/respond", typed({ email: "troll@example.net", body: "Mine." }));
  const page = hrefIn((await reply()).html);
  expect(page).toContain(`/blocked/${blockId}/`);
  const opened = await guest.get(page);
  expect([opened.status, opened.location]).toEqual([200, null]);
  expect(opened.headers.get("X-Robots-Tag")).toBe("noindex, nofollow");
  expect(text(opened.html)).toContain("Comments with this e-mail address aren’t accepted here");
  // Nobody asks about a block that they haven't met.
  const forged = page.replace(/.$/, (last) => (last === "a" ? "b" : "a"));
  for (const wrong of [forged, `/blocked/${blockId}/none`, page.replace(/\d+/, "999")]) {
    expect((await guest.get(wrong)).status).toBe(404);
    expect((await guest.post(wrong, { text: "Why?" })).status).toBe(404);
  }
  const asked = await guest.post(page, { text: "Somebody else typed my address." });
  expect(asked.status).toBe(303);
  expect(asked.headers.get("Referrer-Policy")).toBe("no-referrer");
  const own = asked.location ?? "";
  expect(text((await guest.get(own)).html)).toContain("Somebody else typed my address.");
  // Whoever shares the address or the network learns that somebody asked, and not what.
  const shared = text((await new Visitor(site).get(page)).html);
  expect(shared).toContain("has asked for another look already");
  expect(shared).not.toContain("Somebody else typed");
  const again = await guest.post(page, { text: "Again." });
  expect([again.status, typedIn(again, "text") ?? /readOnly[^>]*>([^<]*)/i.exec(again.html)?.[1]]).toEqual([
    409,
    "Again.",
  ]);
  const listed = text((await eve.get("/moderation/appeals")).html);
  expect(listed).toContain("Somebody else typed my address.");
  expect(listed).not.toContain("troll@");
  const ended = await eve.post(`/moderation/appeals/blocks/${await openAppeal()}/end`, { words: "Sorry." });
  expect(ended.location).toBe("/moderation/appeals?done=ended");
  const told = text((await guest.get(own)).html);
  expect(told).toContain("The decision was reversed");
  expect(told).toContain("Sorry.");
  const log = text((await new Visitor(site).get("/moderation/log")).html);
  expect(log).toContain("1 appeal of a block was granted.");
  expect((await reply()).status).toBe(303);
  expect(text((await guest.get(page)).html)).toContain("You can comment here");
  const late = await guest.post(page, { text: "Too late." });
  expect([late.status, alertOf(late)]).toEqual([409, expect.stringContaining("this block has ended")]);
});

test("gives the way to ask where an edit or a reply from a blocked network is refused", async () => {
  const guest = new Visitor(site);
  const posted = await guest.post("/posts/first/respond", typed({ email: "g@example.net", body: "One." }));
  expect(posted.status).toBe(303);
  const { id } = await site.services.db.comment.findFirstOrThrow({ orderBy: { id: "desc" } });
  await block(site.services, mo, network(id), { now: now(), endsAt: new Date(Date.now() + 86_400_000) });
  const refused = await guest.post("/posts/first/respond", typed({ email: "h@example.net", body: "Two." }));
  expect(text(refused.html)).toContain("Comments by guests from your network aren’t accepted here");
  const opened = text((await guest.get(hrefIn(refused.html))).html);
  expect(opened).toContain("You can sign in and comment as a member.");
  expect(opened).toContain("Ask for another look");
});
