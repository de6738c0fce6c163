// Responses that members nominate to become posts, and editors invite their writers, over HTTP.

import { afterAll, beforeAll, expect, test } from "vitest";
import { leave } from "~/flows/accounts/leave.server";
import { NOMINATIONS_PER_DAY } from "~/nominations/nomination";
import { setResponseStatus } from "~/responses/response-status.server";
import { createMember, linkIn, receiveEmails, type TestMember } from "../../factories/people";
import { createComment, createPost } from "../../factories/posts";
import { openTestSite, type TestSite } from "../../factories/site";
import { alertOf, typedIn, Visitor } from "../../factories/visitor";
import { typed } from "../responding/typed";

const LIST = "/moderation/nominations";
let site: TestSite;
let postId: number;
let rita: TestMember;
let reader: Visitor;
let editor: Visitor;
const asVisitor = (member: TestMember) => new Visitor(site, member.cookie);

beforeAll(async () => {
  site = await openTestSite({ close: "later" });
  const { services } = site;
  postId = await createPost(services, { slug: "old", title: "Old cards" });
  rita = await createMember(services.db, "rita", { role: "reader" });
  reader = asVisitor(rita);
  editor = asVisitor(await createMember(services.db, "eve", { role: "editor" }));
});
afterAll(() => site.close());

let count = 0;
const comment = (viewer?: TestMember) =>
  createComment(
    site.services,
    postId,
    { body: `No two are alike: ${++count * 7919}.`, name: "Ben" },
    viewer && { viewer },
  );
const nominate = (id: number, visitor = reader) => visitor.post(`/comments/${id}/nominate`);
const decide = (id: number, verb: "invite" | "dismiss", visitor = editor) =>
  visitor.post(`${LIST}/${id}/${verb}`);
const isListed = async (id: number) => (await editor.get(LIST)).html.includes(`${LIST}/${id}/dismiss`);
const hide = (id: number, to: "held" | "approved") =>
  site.services.db.write((tx) => setResponseStatus(tx, { kind: "comment", id }, to));

test("a member nominates a response once, and editors see it without their name", async () => {
  const id = await comment();
  const link = `href="/comments/${id}/nominate"`;
  expect((await reader.get("/posts/old")).html).toContain(link);
  expect((await new Visitor(site).get("/posts/old")).html).not.toContain(link);
  expect(await isListed(id)).toBe(false);
  for (const _twice of [1, 2]) expect((await nominate(id)).location).toBe(`/comments/${id}/nominate`);
  expect((await reader.get(`/comments/${id}/nominate`)).html).toContain("You nominated this response");
  expect(await site.services.db.nominator.count({ where: { nomination: { commentId: id } } })).toBe(1);
  const { html } = await editor.get(LIST);
  expect(html).toContain(`${LIST}/${id}/invite`);
  expect(html).not.toContain("rita");
  // Its nominator leaves: the response is still the same.
  const leaving = await createMember(site.services.db, "len");
  const other = await comment();
  await nominate(other, asVisitor(leaving));
  await leave(site.services, leaving, "anonymise", new Date());
  expect(await isListed(other)).toBe(true);
  expect(await site.services.db.nominator.count({ where: { personId: leaving.id } })).toBe(0);
});

test("two members who nominate one response at the same time make one nomination", async () => {
  const id = await comment();
  const other = asVisitor(await createMember(site.services.db, "otto"));
  const answers = await Promise.all([nominate(id), nominate(id, other), nominate(id)]);
  expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
  expect(await site.services.db.nomination.count({ where: { commentId: id } })).toBe(1);
});

test("what isn't public can't be nominated, leaves the list, and its writer isn't invited", async () => {
  const id = await comment();
  await nominate(id);
  const list = await editor.get(LIST);
  expect(list.html).toContain(`${LIST}/${id}/invite`);
  await hide(id, "held");
  expect(await isListed(id)).toBe(false);
  expect((await nominate(id)).status).toBe(404);
  const refused = await decide(id, "invite");
  expect([refused.status, alertOf(refused)]).toEqual([
    409,
    "This response can’t be read by everyone any more, so its writer wasn’t invited.",
  ]);
  await hide(id, "approved");
  expect(await isListed(id)).toBe(true);
});

test("one's own response can't be nominated, and its writer among the editors can't be invited by themselves", async () => {
  const own = await comment(rita);
  expect((await reader.get("/posts/old")).html).not.toContain(`href="/comments/${own}/nominate"`);
  const refused = await nominate(own);
  expect([refused.status, refused.html.includes("This is your own response")]).toEqual([409, true]);
  const ed = await createMember(site.services.db, "ed", { role: "editor" });
  const ofEditor = await comment(ed);
  await nominate(ofEditor);
  expect((await asVisitor(ed).get(LIST)).html).toContain(`href="/write?continue=${ofEditor}"`);
  expect((await decide(ofEditor, "invite", asVisitor(ed))).status).toBe(409);
});

test("a member nominates at most so many responses a day, and is told", async () => {
  const eager = await createMember(site.services.db, "eager");
  const { db } = site.services;
  for (let number = 0; number < NOMINATIONS_PER_DAY; number++) {
    const nomination = { create: { commentId: await comment(), createdAt: new Date() } };
    await db.nominator.create({
      data: { nomination, person: { connect: { id: eager.id } }, createdAt: new Date() },
    });
  }
  const refused = await nominate(await comment(), asVisitor(eager));
  expect([refused.status, alertOf(refused)]).toEqual([429, expect.stringContaining("within a day")]);
});

test.each([
  ["reader", "contributor", true],
  ["author", "author", false],
] as const)(
  "a %s who is invited is a %s, and is told once by e-mail, on the page of the response and among notifications",
  async (role, after, isRaised) => {
    const { db } = site.services;
    const writer = await createMember(db, `writer-${role}`, { role });
    const id = await comment(writer);
    await nominate(id);
    const { email } = await db.account.findUniqueOrThrow({ where: { personId: writer.id } });
    const emails = receiveEmails(site, email);
    expect((await decide(id, "invite")).location).toBe(`${LIST}?done=invite`);
    const again = await decide(id, "invite");
    expect([again.status, alertOf(again)]).toEqual([
      409,
      "Another editor has decided about this nomination meanwhile.",
    ]);
    const [told] = await emails;
    expect(told?.text).toContain(`/write?continue=${id}`);
    expect(told?.text.includes("You are a contributor now")).toBe(isRaised);
    expect(await db.account.findUniqueOrThrow({ where: { personId: writer.id } })).toMatchObject({
      role: after,
    });
    expect(await isListed(id)).toBe(false);
    const entry = { action: "invite-writer", commentId: id };
    expect(await db.moderationEntry.count({ where: entry })).toBe(1);
    // Whoever is raised stays signed in, and may write at once.
    const { html } = await asVisitor(writer).get(`/comments/${id}/status`);
    expect(html).toContain(`href="/write?continue=${id}"`);
    await findsItAmongNotifications(writer, id);
    // Once decided, a further nomination isn't news.
    await nominate(id, asVisitor(await createMember(db, `late-${role}`)));
    expect(await isListed(id)).toBe(false);
  },
);

/** Until the post is begun, for a month, while the response is public. */
async function findsItAmongNotifications(writer: TestMember, id: number) {
  const { db } = site.services;
  const isShown = async (address = "/notifications") =>
    (await asVisitor(writer).get(address)).html.includes(`href="/write?continue=${id}"`);
  expect(await isShown()).toBe(true);
  expect(await isShown("/notifications?before=1")).toBe(false);
  expect((await reader.get("/notifications")).html).not.toContain("invites you");
  await hide(id, "held");
  expect(await isShown()).toBe(false);
  await hide(id, "approved");
  const decideAgo = (days: number) =>
    db.nomination.update({
      where: { commentId: id },
      data: { decidedAt: new Date(Date.now() - days * 86_400_000) },
    });
  await decideAgo(31);
  expect(await isShown()).toBe(false);
  await decideAgo(29);
  expect(await isShown()).toBe(true);
  const { location } = await asVisitor(writer).get(`/write?continue=${id}`);
  const page = await asVisitor(writer).get(location ?? "");
  const fields = ["as", "form", "version", "kind", "continues"].map((name) => [
    name,
    typedIn(page, name) ?? "",
  ]);
  const form = { ...Object.fromEntries(fields), title: "A post", body: "Begun." };
  expect((await asVisitor(writer).post("/write", form)).status).toBe(303);
  expect(await isShown()).toBe(false);
}

test("a guest without a confirmed address finds the invitation on their page, and joins as a contributor at most, once", async () => {
  const { db } = site.services;
  const guest = new Visitor(site);
  const body = "A reply that could be a post, by somebody without an account.";
  const fields = typed({ body, name: "Gus", email: "gus@example.org" });
  // From another network than the readers of the tests before, whose first visit is too young for a reply.
  const elsewhere = { headers: { "X-Forwarded-For": "192.0.2.77" } };
  const sent = await guest.post("/posts/old/respond", fields, elsewhere);
  expect([sent.status, sent.location]).toEqual([303, expect.stringContaining("#comment-")]);
  const { id } = await db.comment.findFirstOrThrow({ where: { guestName: "Gus" } });
  const secret = "ab".repeat(24);
  const { hashSecret } = await import("~/accounts/token.server");
  await db.comment.update({ where: { id }, data: { secretHash: hashSecret(secret) } });
  await nominate(id);
  expect((await guest.get(`/replies/${secret}`)).html).not.toContain("An editor invites you");
  expect((await decide(id, "invite")).status).toBe(303);
  const { html } = await guest.get(`/replies/${secret}`);
  const [, join] = /href="(\/join\/[0-9a-f]+)"/.exec(html) ?? [];
  expect(html).toContain("An editor invites you to make it a post");
  expect((await guest.get(join ?? "")).status).toBe(200);
  expect(await db.invitation.findFirstOrThrow()).toMatchObject({ role: "contributor", email: null });
  await db.invitation.updateMany({ data: { usedAt: new Date() } });
  expect((await guest.get(`/replies/${secret}`)).html).not.toContain("/join/");
});

test("a guest with a confirmed address is invited there, and the link isn't on their page", async () => {
  const { db } = site.services;
  const { hashEmail } = await import("~/comments/guests/guest-email");
  const { hashSecret } = await import("~/accounts/token.server");
  const id = await comment();
  const email = "ada@example.org";
  const secret = "cd".repeat(24);
  const now = new Date();
  const known = { emailHash: hashEmail(email), confirmedAt: now, createdAt: now, expiresAt: now };
  const guest = await db.guest.create({ data: known });
  const asked = { guestId: guest.id, guestEmail: email, emailAskedAt: now, secretHash: hashSecret(secret) };
  await db.comment.update({ where: { id }, data: asked });
  await nominate(id);
  const emails = receiveEmails(site, email);
  await decide(id, "invite");
  const [told] = await emails;
  expect(told && linkIn(told)).toMatch(/\/join\/[0-9a-f]{48}$/);
  expect(await db.invitation.findFirstOrThrow({ where: { email } })).toMatchObject({ role: "contributor" });
  const { html } = await new Visitor(site).get(`/replies/${secret}`);
  expect(html).toContain("An editor invites you to make it a post");
  expect(html).not.toContain("/join/");
});

test("whoever joins with the address of an invited response is led to the post", async () => {
  const { db } = site.services;
  const [invited, other] = [await comment(), await comment()];
  const email = "gail@example.org";
  await db.comment.updateMany({ where: { id: { in: [invited, other] } }, data: { guestEmail: email } });
  await nominate(invited);
  await decide(invited, "invite");
  const gail = asVisitor(await createMember(db, "gail", { email, role: "contributor" }));
  const { html } = await gail.get("/settings?joined");
  expect([...html.matchAll(/\/write\?[^"]*/g)].map(([link]) => link)).toEqual([`/write?continue=${invited}`]);
  expect((await gail.get("/settings")).html).not.toContain("invites you");
  await hide(invited, "held");
  expect((await gail.get("/settings?joined")).html).not.toContain("invites you");
});

test("what nobody has nominated isn't decided", async () => {
  const id = await comment();
  for (const verb of ["invite", "dismiss"] as const) {
    const refused = await decide(id, verb);
    expect([refused.status, alertOf(refused)]).toEqual([409, "Nobody has nominated this response."]);
  }
  expect(await site.services.db.moderationEntry.count({ where: { commentId: id } })).toBe(0);
});

test("an editor dismisses a nomination, and nobody is told", async () => {
  const id = await comment();
  await nominate(id);
  expect((await decide(id, "dismiss")).location).toBe(`${LIST}?done=dismiss`);
  expect(await isListed(id)).toBe(false);
  expect((await decide(id, "dismiss")).status).toBe(409);
});

test.each(["0", "99999999999", "constructor", "1.5"])("there is nothing to nominate at %s", async (id) => {
  expect((await reader.post(`/comments/${id}/nominate`)).status).toBe(404);
  expect((await editor.post(`${LIST}/${id}/invite`)).status).toBeGreaterThanOrEqual(404);
});
