// Moderators at work, over HTTP: what waits, deciding, undoing; and the held writer's own page.

import { beforeEach, expect, test } from "vitest";
import { toField } from "~/moderation/response-ref";
import type { Holding } from "~/site/site.schema";
import { setHolding } from "../../../factories/moderation";
import { createMember } from "../../../factories/people";
import { createComment, createPost } from "../../../factories/posts";
import { openTestSite, type TestSite } from "../../../factories/site";
import { errorOf, Visitor } from "../../../factories/visitor";
import { typed } from "../../responding/typed";

let site: TestSite;
let mo: Visitor;
let postId: number;

beforeEach(async () => {
  site = await openTestSite();
  postId = await createPost(site.services, { slug: "first", title: "First" });
  mo = new Visitor(
    site,
    (await createMember(site.services.db, "mo", { moderates: true, name: "Mo" })).cookie,
  );
});

const hold = (holding: Holding) => setHolding(site.services.db, holding);

/** A guest posts a reply, which is held. Returns the guest with the address of their own page. */
async function holdOne(body = "Held words.") {
  const guest = new Visitor(site);
  const { location } = await guest.post("/posts/first/respond", typed({ body }));
  const { id } = await site.services.db.comment.findFirstOrThrow({ orderBy: { id: "desc" } });
  return {
    guest,
    id,
    own: location?.split(/[?#]/)[0] ?? "",
    field: toField({ kind: "comment", id, status: "held" }),
  };
}

test("gives a guest whose reply is held a secret page, and shows the reply to nobody else", async () => {
  await hold("guests");
  // The post itself would be a first visit, by which the reply came too quickly.
  const before = (await site.get("/")).headers.get("ETag");
  const { guest, id, own } = await holdOne();
  expect(own).toMatch(/^\/replies\/[0-9a-f]{48}$/);
  const page = await guest.get(own);
  expect(page.html).toContain("Your reply is waiting for a moderator");
  expect(page.html).toContain("A moderator reads replies by guests");
  expect(page.html).toContain("Held words.");
  expect([page.headers.get("Referrer-Policy"), page.headers.get("X-Robots-Tag")]).toEqual([
    "no-referrer",
    "noindex, nofollow",
  ]);
  expect(page.headers.get("Cache-Control")).toContain("no-store");
  const addresses = [
    "/posts/first",
    "/",
    "/feed",
    "/posts/first/feed",
    "/responses/feed",
    `/comments/${id}`,
    "/sitemap.xml",
  ];
  for (const address of addresses) expect(await (await site.get(address)).text()).not.toContain("Held words");
  expect((await site.get("/")).headers.get("ETag")).toBe(before);
});

test("publishes a reply that a moderator approves, and undoes it", async () => {
  await hold("everyone");
  const { guest, own, field } = await holdOne();
  expect((await mo.get("/moderation")).html).toContain("Held words.");
  const { location } = await mo.post("/moderation/approve", { response: field });
  expect(location).toMatch(/^\/moderation\?done=\d+$/);
  expect(await (await site.get("/posts/first")).text()).toContain("Held words.");
  expect((await guest.get(own)).html).toContain("Your reply is published");
  const entry = location?.split("=")[1] ?? "";
  expect((await mo.get(location ?? "")).html).toContain("Approved.");
  await mo.post("/moderation/undo", { entry });
  expect(await (await site.get("/posts/first")).text()).not.toContain("Held words.");
  expect((await mo.get(`/moderation?done=${entry}`)).html).toContain("Undone.");
});

test("removes a reply for a reason, which its writer reads without a name", async () => {
  const id = await createComment(site.services, postId, { body: "Cross words." });
  const field = toField({ kind: "comment", id, status: "approved" });
  expect((await mo.get(`/moderation/remove?response=${field}`)).html).toContain("Remove this response?");
  const refused = await mo.post("/moderation/remove", { response: field, reason: "other", words: " " });
  expect([refused.status, errorOf(refused, "words")]).toEqual([
    422,
    "Please write the reason: we show it to the writer.",
  ]);
  expect(refused.html).toContain(`value="${field}"`);
  await mo.post("/moderation/remove", { response: field, reason: "rude", words: "Stay kind." });
  expect(await (await site.get("/posts/first")).text()).not.toContain("Cross words.");
  const { html } = await mo.get(`/moderation/comments/${id}`);
  expect(html).toMatch(/Mo<\/bdi> removed it/);
  expect(html).toContain("Stay kind.");
});

test("says what it left when another moderator was first", async () => {
  await hold("everyone");
  const { field } = await holdOne();
  const eve = new Visitor(
    site,
    (await createMember(site.services.db, "eve", { role: "editor", name: "Eve" })).cookie,
  );
  await eve.post("/moderation/approve", { response: field });
  const late = await mo.post("/moderation/mark-spam", { response: field });
  expect(late.status).toBe(409);
  expect(late.html).toContain("Nothing was changed");
  expect(late.html).toMatch(/Eve<\/bdi>\s*approved it/);
});

test.each([{}, { response: "" }, { response: "comment-0-held" }, { response: "comment-1-nonsense" }])(
  "asks to select a response where the form names none: %s",
  async (fields) => {
    const answer = await mo.post("/moderation/approve", fields as Record<string, string>);
    expect([answer.status, answer.html.includes("Select at least one response")]).toEqual([422, true]);
  },
);

test("deletes a guest's held reply by its secret, whose page is then gone", async () => {
  await hold("everyone");
  const { guest, id, own } = await holdOne();
  expect((await guest.get(`${own}/remove`)).html).toContain("Delete this comment?");
  expect((await guest.post(`${own}/remove`)).location).toBe(`/replies/deleted?post=first&done=deleted-${id}`);
  expect(await site.services.db.comment.count({ where: { id } })).toBe(0);
  expect([(await guest.get(own)).status, (await guest.post(`${own}/remove`)).status]).toEqual([404, 404]);
});

test("answers a guest who posts a held reply again without a second secret", async () => {
  await hold("everyone");
  const fields = typed({ body: "Twice." });
  expect((await site.post("/posts/first/respond", fields)).status).toBe(303);
  const again = await site.post("/posts/first/respond", fields);
  expect([again.status, await site.services.db.comment.count()]).toEqual([200, 1]);
  expect(await again.text()).toContain("Your reply is waiting for a moderator");
});

test("counts what waits in the frame of moderators alone", async () => {
  await hold("everyone");
  await holdOne("One.");
  await holdOne("Two.");
  const count = /Responses[\s\S]{0,20}\(2 waiting\)/;
  const { html } = await mo.get("/");
  expect(html.replaceAll("<!-- -->", "")).toMatch(count);
  // Also while the menu is closed.
  expect(html).toContain(">(2) Mo</span>");
  const reader = new Visitor(site, (await createMember(site.services.db, "ada")).cookie);
  expect((await reader.get("/")).html).not.toContain("waiting)");
});

test("pages through what waits, newest and oldest first", async () => {
  await hold("everyone");
  for (let number = 1; number <= 3; number++)
    await createComment(
      site.services,
      postId,
      { body: `Held ${number}.` },
      { now: new Date(2026, 0, number) },
    );
  const order = async (address: string) =>
    [...(await mo.get(address)).html.matchAll(/Held (\d)\./g)].map(([, number]) => number).join("");
  expect([await order("/moderation"), await order("/moderation?order=oldest")]).toEqual(["321", "123"]);
  const ids = (await site.services.db.comment.findMany({ orderBy: { id: "asc" } })).map(({ id }) => id);
  expect(await order(`/moderation?before=${ids[1]}`)).toBe("1");
  expect(await order(`/moderation?order=oldest&before=${ids[1]}`)).toBe("3");
  expect((await mo.get("/moderation?before=0")).status).toBe(404);
});

test("shows moderators what the spam filter found, and the writer only the kind of reason", async () => {
  const links = ["alpha", "beta", "gamma", "delta"].map((name) => `https://${name}.example`);
  const { guest, id, own } = await holdOne(`Read these: ${links.join(" ")}`);
  const found = "It links to 4 sites that nobody has linked to here before";
  for (const address of ["/moderation", `/moderation/comments/${id}`])
    expect((await mo.get(address)).html.replaceAll("<!-- -->", "")).toContain(found);
  const { html } = await guest.get(own);
  expect(html).toContain("it resembles advertising");
  expect(html).not.toContain(found);
  expect(html).not.toContain("alpha.example, ");
});

test("says what a held reply can't stand below, and offers the post or refusal", async () => {
  const parent = await createComment(site.services, postId, { body: "First words." });
  await hold("guests");
  const id = await createComment(site.services, postId, { body: "Held words.", to: parent });
  const field = toField({ kind: "comment", id, status: "held" });
  expect((await mo.get("/moderation")).html).not.toContain("approve-at-top");
  const gone = toField({ kind: "comment", id: parent, status: "approved" });
  await mo.post("/moderation/remove", { response: gone, reason: "rude", words: "" });
  const { html } = await mo.get("/moderation");
  expect(html).toContain("It answers a comment that can’t be read any more.");
  expect(html).toContain('formAction="/moderation/approve-at-top"'.toLowerCase());
  const refused = await mo.post("/moderation/approve", { response: field });
  expect(refused.status).toBe(409);
  expect(refused.html).toContain("Approve it as a reply to the post, or refuse it.");
  expect(refused.html).toContain(`value="${field}"`);
  await mo.post("/moderation/approve-at-top", { response: field });
  expect(await (await site.get("/posts/first")).text()).toContain("Held words.");
});

test("goes back to the order in which the queue is read", async () => {
  await hold("everyone");
  const { field } = await holdOne();
  expect((await mo.get("/moderation?order=oldest")).html).toContain('name="order" value="oldest"');
  const done = await mo.post("/moderation/approve", { response: field, order: "oldest" });
  expect(done.location).toMatch(/^\/moderation\?done=\d+&order=oldest$/);
  const entry = /done=(\d+)/.exec(done.location ?? "")?.[1] ?? "";
  const undone = await mo.post("/moderation/undo", { entry, order: "oldest" });
  expect(undone.location).toBe(`/moderation?done=${entry}&order=oldest`);
});

test("decides about everything by a member in one press, and undoes it; a guest's name proves nothing", async () => {
  const ada = await createMember(site.services.db, "ada", { name: "Ada Grey" });
  const bodies = ["One thing.", "Another thing."];
  const ids: number[] = [];
  for (const body of bodies) ids.push(await createComment(site.services, postId, { body }, { viewer: ada }));
  const guests = await createComment(site.services, postId, { name: "Ada Grey", body: "A guest’s." });
  const { html } = await mo.get(`/moderation/comments/${ids[0]}/writer`);
  for (const body of bodies) expect(html).toContain(body);
  expect(html).not.toContain("A guest’s.");
  const fields = ids.map((id) => toField({ kind: "comment", id, status: "approved" }));
  for (const field of fields)
    expect(html).toMatch(new RegExp(`<input type="checkbox"[^>]*checked=""[^>]*value="${field}"`));
  const sent = await mo.post("/moderation/mark-spam", {}, { body: responsesOf(fields) });
  expect(await site.services.db.comment.count({ where: { status: "spam" } })).toBe(2);
  await mo.post("/moderation/undo", { entry: sent.location?.split("=")[1] ?? "" });
  expect(await site.services.db.comment.count({ where: { status: "spam" } })).toBe(0);
  const guest = await mo.get(`/moderation/comments/${guests}/writer`);
  expect(guest.html).toContain("A typed name doesn’t prove");
  expect(guest.html).not.toContain("One thing.");
  expect((await mo.get("/moderation/comments/999/writer")).status).toBe(404);
});

const responsesOf = (fields: string[]) =>
  new URLSearchParams(fields.map((field): [string, string] => ["response", field]));

test("shows first what a second look is asked for, with who asks and why, and lets another leave it as it is", async () => {
  const id = await createComment(site.services, postId, { body: "Was that irony?" });
  const eve = new Visitor(
    site,
    (await createMember(site.services.db, "eve", { role: "editor", name: "Eve" })).cookie,
  );
  const path = `/moderation/comments/${id}`;
  expect((await mo.get(path)).html).toContain(`href="${path}/second-look"`);
  const empty = await mo.post(`${path}/second-look`, { words: " " });
  expect([empty.status, errorOf(empty, "words")]).toEqual([
    422,
    "Please say in a line what the others should look at.",
  ]);
  expect((await mo.post(`${path}/second-look`, { words: "Irony?" })).location).toBe(path);
  const queue = (await eve.get("/moderation")).html.replaceAll("<!-- -->", "");
  expect(queue).toMatch(/Mo<\/bdi> asks for a second look[\s\S]*Irony\?[\s\S]*Was that irony\?/);
  expect(queue).toContain("Leave it as it is");
  expect((await mo.get("/moderation")).html).toContain("Take your question back");
  await eve.post(`${path}/looked`);
  expect((await mo.get("/moderation")).html).not.toContain("asks for a second look");
  expect((await mo.get("/moderation/log")).html).toContain("Nothing this month.");
});

test("seals hidden words that may be unlawful from moderators on every page, and tells no one who reported them", async () => {
  const { services } = site;
  const ada = await createMember(services.db, "ada");
  const id = await createComment(services, postId, { body: "Sealed words." }, { viewer: ada });
  const rita = new Visitor(site, (await createMember(services.db, "rita", { name: "Rita Quill" })).cookie);
  await rita.post(`/comments/${id}/report`, { reason: "unlawful", text: "Section 1." });
  await mo.post("/moderation/hold", { response: toField({ kind: "comment", id, status: "approved" }) });
  await mo.post(`/moderation/comments/${id}/second-look`, { words: "Lawful?" });
  const pages = [
    "/moderation",
    "/moderation/reports",
    `/moderation/comments/${id}`,
    `/moderation/comments/${id}/writer`,
  ];
  const boss = new Visitor(site, (await createMember(services.db, "boss", { role: "administrator" })).cookie);
  for (const address of pages) {
    const sealed = await mo.get(address);
    expect([address, sealed.status, sealed.html.includes("its words are sealed")]).toEqual([
      address,
      200,
      true,
    ]);
    expect(sealed.html).not.toContain("Sealed words.");
    expect((await boss.get(address)).html).toContain("Sealed words.");
  }
  const writer = new Visitor(site, ada.cookie);
  for (const address of [`/comments/${id}/status`, "/moderation/log"])
    expect((await writer.get(address)).html).not.toMatch(/Rita|Section 1/);
  for (const address of ["/moderation/log", "/moderation/log/all"])
    expect((await mo.get(address)).html).not.toMatch(/Rita|Section 1/);
});
