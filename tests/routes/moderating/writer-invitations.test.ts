// Writers of nominated responses, whom editors invite to make them posts, over HTTP.

import { afterAll, expect, test } from "vitest";
import { setActive } from "~/accounts/account.server";
import { withdrawPost } from "~/flows/publishing/publish-post.server";
import { dismissNomination, inviteWriter } from "~/flows/writing/nominate-response.server";
import { createDraft } from "../../factories/drafts";
import { createMember, linkIn, receiveEmails, type TestMember } from "../../factories/people";
import { createComment, createPost } from "../../factories/posts";
import { alertOf, typedIn, Visitor } from "../../factories/visitor";
import { typed } from "../responding/typed";
import { LIST, openNominating } from "./nominating";

const { site, reader, asVisitor, comment, nominate, decide, isListed, hide } = await openNominating();
afterAll(() => site.close());

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
  // Somebody else continues the response.
  const owner = await createMember(db, `other-${id}`, { role: "author" });
  await db.draft.update({ where: { id: await createDraft(db, owner) }, data: { continuesId: id } });
  expect(await isShown()).toBe(true);
  expect((await asVisitor(owner).get("/notifications")).html).not.toContain("invites you");
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
  const ended = { usedAt: new Date(), revokedAt: new Date(), expiresAt: new Date() };
  const open = await db.invitation.findFirstOrThrow();
  for (const [end, at] of Object.entries(ended)) {
    await db.invitation.updateMany({ data: { [end]: at } });
    expect([end, (await guest.get(`/replies/${secret}`)).html.includes("/join/")]).toEqual([end, false]);
    await db.invitation.updateMany({ data: { usedAt: null, revokedAt: null, expiresAt: open.expiresAt } });
  }
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
  // Without confirmation, or with e-mails turned off, it is on the page alone.
  for (const [bytes, unreached] of [
    ["0e", { confirmedAt: null }],
    ["0f", { confirmedAt: now, noEmails: true }],
  ] as const) {
    const quiet = await comment();
    await db.guest.update({ where: { id: guest.id }, data: unreached });
    const own = bytes.repeat(24);
    await db.comment.update({ where: { id: quiet }, data: { ...asked, secretHash: hashSecret(own) } });
    await nominate(quiet);
    await decide(quiet, "invite");
    expect(await receiveEmails(site, email)).toHaveLength(1);
    expect((await new Visitor(site).get(`/replies/${own}`)).html).toContain("/join/");
  }
  // An address that has an account isn't given to another one.
  await db.guest.update({ where: { id: guest.id }, data: { confirmedAt: now, noEmails: false } });
  await createMember(db, "ada-too", { email });
  const second = await comment();
  await db.comment.update({ where: { id: second }, data: { ...asked, secretHash: null } });
  await nominate(second);
  await decide(second, "invite");
  expect(await receiveEmails(site, email, 2)).toHaveLength(2);
  expect(await db.invitation.count({ where: { email } })).toBe(1);
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

test("of the responses to a withdrawn post, neither the list nor an invitation tells", async () => {
  const { db } = site.services;
  const post = await createPost(site.services, { slug: "for-a-while" });
  const wim = await createMember(db, "wim", { role: "author", email: "wim@example.org" });
  const onPost = (viewer?: TestMember) =>
    createComment(site.services, post, {}, viewer ? { viewer } : undefined);
  const [open, own, asGuest] = [await onPost(), await onPost(wim), await onPost()];
  await db.comment.update({ where: { id: asGuest }, data: { guestEmail: wim.email } });
  for (const id of [open, own, asGuest]) await nominate(id);
  for (const id of [own, asGuest]) expect((await decide(id, "invite")).status).toBe(303);
  const told = async () => [
    await isListed(open),
    (await asVisitor(wim).get("/notifications")).html.includes(`continue=${own}`),
    (await asVisitor(wim).get("/settings?joined")).html.includes(`continue=${asGuest}`),
  ];
  expect(await told()).toEqual([true, true, true]);
  await withdrawPost(site.services, post, new Date());
  expect(await told()).toEqual([false, false, false]);
  expect((await nominate(open)).status).toBe(404);
});

test("nobody is invited whose account isn't active, nor by an editor who is none any more", async () => {
  const { services } = site;
  const gone = await createMember(services.db, "gone");
  const id = await comment(gone);
  await nominate(id);
  await services.db.write((tx) => setActive(tx, gone.accountId, false, new Date()));
  const refused = await decide(id, "invite");
  expect([refused.status, alertOf(refused)]).toEqual([409, expect.stringContaining("isn’t active any more")]);
  // The role is read again where it acts.
  const former = { ...(await createMember(services.db, "former")), role: "editor" as const };
  const other = await comment();
  await nominate(other);
  for (const decideAs of [inviteWriter, dismissNomination])
    expect(await decideAs(services, former, other, new Date())).toMatchObject({
      reason: "nomination.not-allowed",
    });
  expect([await isListed(id), await isListed(other)]).toEqual([true, true]);
});
