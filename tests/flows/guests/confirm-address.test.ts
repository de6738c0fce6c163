// Guests confirm an e-mail address, are known by it, and are told what moderators decide.

import { expect, test } from "vitest";
import { hashSecret, pruneTokens } from "~/accounts/token.server";
import { hashEmail } from "~/comments/guests/guest-email";
import { pruneGuests } from "~/comments/guests/guests.server";
import { findOwnComment } from "~/comments/moderation/moderated-comments.server";
import { leave } from "~/flows/accounts/leave.server";
import { readLinkPage, stopByLink } from "~/flows/following/link-page.server";
import { confirmGuestJob } from "~/flows/guests/ask-address.server";
import {
  confirmGuest,
  openConfirmation,
  readGuestEmails,
  turnGuestEmails,
} from "~/flows/guests/confirm-address.server";
import { tellWriterJob } from "~/flows/moderating/decision-news.server";
import { deleteGuestComment } from "~/flows/responding/delete-comment.server";
import { replyTo } from "~/flows/responding/reply.server";
import { readEnding } from "~/following/stop.server";
import { findByLink } from "~/following/subscriber.server";
import { newDatabaseUrl, SITE_URL } from "../../factories/database";
import { decide, setHolding } from "../../factories/moderation";
import { createMember } from "../../factories/people";
import { buildReply, createPost, NOW } from "../../factories/posts";
import { open } from "../../portability/sites";

const HOUR_MS = 60 * 60 * 1000;
const later = (hours: number) => new Date(NOW.getTime() + hours * HOUR_MS);
const ADDRESS = "ada@example.org";

async function openGuests() {
  const site = { ...open(await newDatabaseUrl()), siteUrl: SITE_URL };
  const { db } = site;
  await setHolding(db, "newcomers");
  const postId = await createPost(site, { title: "First" });
  const mo = await createMember(db, "mo", { moderates: true, password: null });
  /** Posts a guest's reply that wants e-mail, and returns its id. */
  async function reply(hours = 0, fields: Partial<ReturnType<typeof buildReply>> = {}, proof?: string) {
    const viewer = proof === undefined ? { kind: "guest" as const } : { kind: "guest" as const, proof };
    const input = buildReply({ emails: "on", email: "Ada@Example.org", ...fields });
    const added = await replyTo(site, viewer, postId, input, {
      now: later(hours),
      clientAddress: "192.0.2.1",
    });
    if (!added.ok) throw new Error(added.reason);
    const { status } = await db.comment.findUniqueOrThrow({ where: { id: added.comment.id } });
    return { id: added.comment.id, status, secret: added.secret ?? "", browser: added.browser };
  }
  /** Runs the jobs that ask for confirmation. Returns all e-mails to the address. */
  async function emails(hours = 0, to = ADDRESS) {
    const jobs = await db.job.findMany({ where: { kind: confirmGuestJob.kind } });
    await Promise.all(
      jobs.map(({ payload }) => confirmGuestJob.run(site, JSON.parse(payload), later(hours))),
    );
    await db.job.deleteMany({ where: { kind: confirmGuestJob.kind } });
    const rows = await db.job.findMany({ where: { kind: "mail" }, orderBy: { id: "asc" } });
    return rows
      .map(
        ({ payload }) =>
          JSON.parse(payload) as { to: string; subject: string; text: string; unsubscribe?: string },
      )
      .filter((mail) => mail.to === to);
  }
  /** Decides about a comment, and tells whom it concerns. */
  async function decideAbout(id: number, action: "approve" | "hold" | "remove", hours = 1) {
    const entryId = await decide(site, mo, action, [id], later(hours));
    await tellWriterJob.run(site, { entryId }, later(hours));
  }
  const confirm = (mail: { text: string } | undefined, ids: number[], options = {}, hours = 1) =>
    confirmGuest(
      site,
      secretIn(mail),
      { ids, requestIds: [], remember: true, proof: undefined, ...options },
      later(hours),
    );
  return { site, db, mo, reply, emails, decideAbout, confirm };
}

const secretIn = (mail: { text: string } | undefined) =>
  /\/guests\/confirm\/([0-9a-f]{48})/.exec(mail?.text ?? "")?.[1] ?? "";

test("asks an address once a day, without the reply's words, and tells its guest nothing before it is confirmed", async () => {
  const { reply, emails, decideAbout } = await openGuests();
  const { id } = await reply(0, { body: "Planted words.", name: "Planted name" });
  await Promise.all([reply(0.1), reply(0.1, { name: "Eve" })]);
  const [mail, ...others] = await emails(1);
  expect(others).toEqual([]);
  expect(mail?.subject).toMatch(/^Confirm your e-mail address at /);
  expect(mail?.text).not.toContain("Planted");
  expect(mail?.unsubscribe).toContain("/guests/emails/");
  await reply(23);
  await decideAbout(id, "approve", 23);
  expect(await emails(23)).toHaveLength(1);
  await reply(26);
  expect(await emails(26)).toHaveLength(2);
});

test("asks nobody who didn’t want it", async () => {
  const { reply, emails } = await openGuests();
  await reply(0, { emails: undefined });
  expect(await emails()).toEqual([]);
});

test("tells a guest who confirmed what is decided about the chosen replies, with the words, and about later ones of that browser", async () => {
  const { site, reply, emails, decideAbout, confirm } = await openGuests();
  const own = await reply();
  const others = await reply(0.1, { name: "Eve" });
  const [mail] = await emails();
  const opened = await openConfirmation(site.db, secretIn(mail), later(1));
  expect(opened.ok && opened.replies.map(({ id }) => id)).toEqual([others.id, own.id]);
  const done = await confirm(mail, [own.id]);
  await decideAbout(others.id, "approve");
  expect(await emails()).toHaveLength(1);
  await decideAbout(own.id, "remove");
  const [, removed] = await emails();
  expect(removed?.subject).toBe("Your reply to “First” was removed");
  expect(removed?.text).not.toContain("/comments/");
  // The link is a second one: that of the reply still works, and both end with the comment.
  const mailed = /\/replies\/([0-9a-f]{64})/.exec(removed?.text ?? "")?.[1] ?? "";
  expect(removed?.text).toContain("whoever has it can edit or delete your reply");
  const open = (secret: string) => findOwnComment(site.db, { secretHash: hashSecret(secret) });
  for (const secret of [mailed, own.secret]) expect(await open(secret)).toMatchObject({ id: own.id });
  expect(await deleteGuestComment(site, { id: own.id, secret: mailed }, NOW)).toBe(true);
  for (const secret of [mailed, own.secret]) expect(await open(secret)).toBeNull();
  const proof = (done.ok && done.secret) || "";
  const next = await reply(2, {}, proof);
  await decideAbout(next.id, "approve", 3);
  const [, , approved, ...more] = await emails(48);
  expect(more).toEqual([]);
  expect(approved?.text).toContain(`/comments/${next.id}`);
  // The same address, typed in another browser, has to be confirmed again.
  const typed = await reply(72);
  await decideAbout(typed.id, "approve", 73);
  expect((await emails(73)).map(({ subject }) => subject).slice(3)).toEqual([
    expect.stringMatching(/^Confirm/),
  ]);
});

test("confirms once, also of two presses at the same time, and refuses an old, foreign or empty one", async () => {
  const { site, db, reply, emails, confirm } = await openGuests();
  const { id } = await reply();
  const { id: theirs } = await reply(0, { email: "bo@example.org", name: "Bo" });
  const [mail] = await emails();
  for (const ids of [[], [theirs], [id + 1000]])
    expect(await confirm(mail, ids)).toEqual({ ok: false, reason: "guest.nothing-chosen" });
  expect(await confirm({ text: `/guests/confirm/${"0".repeat(48)}` }, [id])).toMatchObject({
    reason: "token.unknown",
  });
  const both = await Promise.all([confirm(mail, [id, theirs]), confirm(mail, [id])]);
  expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
  expect(await confirm(mail, [id])).toEqual({ ok: false, reason: "token.used" });
  expect(await db.guest.count()).toBe(1);
  expect(await db.comment.findUniqueOrThrow({ where: { id: theirs } })).toMatchObject({ guestId: null });
  const [other] = await emails(0, "bo@example.org");
  expect(await confirm(other, [theirs], {}, 7 * 24 + 1)).toEqual({ ok: false, reason: "token.expired" });
  await pruneTokens(site.db, later(7 * 24 + 1));
  expect(await confirm(other, [theirs])).toEqual({ ok: false, reason: "token.unknown" });
  expect(await db.token.count({ where: { payload: { contains: "@" } } })).toBe(0);
});

test("a guest is known by a confirmed address or a link, once a reply of theirs is approved, and not by a typed address", async () => {
  const { reply, emails, decideAbout, confirm } = await openGuests();
  const first = await reply();
  const done = await confirm((await emails())[0], [first.id]);
  const proof = (done.ok && done.secret) || "";
  expect((await reply(1, {}, proof)).status).toBe("held");
  await decideAbout(first.id, "approve");
  expect((await reply(2, {}, proof)).status).toBe("approved");
  expect((await reply(2, { email: "new@example.org", name: "New" }, proof)).status).toBe("approved");
  expect((await reply(2)).status).toBe("held");
  expect((await reply(2, {}, "f".repeat(48))).status).toBe("held");
  expect((await reply(2, {}, first.secret)).status).toBe("approved");
});

test("a guest who is remembered is known by what was posted with that browser, until it is forgotten", async () => {
  const { db, reply, decideAbout } = await openGuests();
  const first = await reply(0, { remember: "yes" });
  const { remember: proof } = first.browser as { remember: string };
  await decideAbout(first.id, "approve");
  expect((await reply(2, { remember: "yes" }, proof)).browser).toEqual({ remember: proof });
  expect((await reply(2, {}, proof)).status).toBe("approved");
  await decideAbout(first.id, "remove", 3);
  await db.comment.updateMany({ where: { NOT: { id: first.id } }, data: { status: "held" } });
  expect((await reply(3, {}, proof)).status).toBe("held");
  expect((await reply(3, { remember: "no" }, proof)).browser).toBe("forget");
  expect(await db.guest.count({ where: { secretHash: { not: null } } })).toBe(0);
});

test("the spam filter reads guests, except those who are recognised and have an approved comment", async () => {
  const { db, reply, decideAbout } = await openGuests();
  const words = "Whoever comes to a library on a Monday finds that the heating has been off since Friday.";
  const first = await reply(0, { remember: "yes", body: words });
  const { remember: proof } = first.browser as { remember: string };
  const readOf = (id: number) => db.spamShingle.count({ where: { commentId: id } });
  expect(await readOf(first.id)).toBeGreaterThan(0);
  expect(await readOf((await reply(1, { body: `${words} Yes.` }, proof)).id)).toBeGreaterThan(0);
  await decideAbout(first.id, "approve");
  expect(await readOf((await reply(2, { body: `${words} No.` }, proof)).id)).toBe(0);
});

test("turns e-mails off and on by the link in each, and asks an address that turned them off no more", async () => {
  const { site, db, reply, emails, decideAbout, confirm } = await openGuests();
  const { id } = await reply();
  const [mail] = await emails();
  const secret = mail?.unsubscribe?.split("/").at(-1) ?? "";
  await confirm(mail, [id]);
  expect(await turnGuestEmails(site, secret, false, later(1))).toBe(true);
  expect(await turnGuestEmails(site, secret, false, later(1))).toBe(true);
  expect(await readGuestEmails(db, secret, later(1))).toEqual({ ok: true, on: false });
  await decideAbout(id, "approve");
  await reply(48, { name: "Eve" });
  expect(await emails(48)).toHaveLength(1);
  await turnGuestEmails(site, secret, true, later(49));
  await decideAbout(id, "hold", 50);
  expect(await emails(50)).toHaveLength(2);
  expect(await turnGuestEmails(site, "f".repeat(48), false, later(1))).toBe(false);
});

test("ends e-mails about decisions by the standing link in each, and by no other’s", async () => {
  const { site, reply, emails, decideAbout, confirm } = await openGuests();
  const [{ id }, { id: theirs }] = [await reply(), await reply(0, { email: "bo@example.org", name: "Bo" })];
  await confirm((await emails())[0], [id]);
  await confirm((await emails(0, "bo@example.org"))[0], [theirs]);
  await decideAbout(id, "approve");
  const unsubscribe = (await emails()).at(-1)?.unsubscribe ?? "";
  const [, link = "", only = ""] = /\/following\/by-link\/([^/]+)\/stop\?only=(.*)/.exec(unsubscribe) ?? [];
  expect(only).toBe("decisions");
  const page = async () => {
    const follower = await findByLink(site.db, site.siteSecret, link);
    return follower && (await readLinkPage(site.db, follower)).rows.map((row) => row.only);
  };
  expect(await page()).toEqual(["reply", "decisions"]);
  expect(await stopByLink(site, link, readEnding(only))).toBe(true);
  expect(await page()).toEqual(["reply"]);
  await decideAbout(id, "hold", 2);
  await decideAbout(theirs, "approve", 2);
  expect(await emails(3)).toHaveLength(2);
  expect(await emails(3, "bo@example.org")).toHaveLength(2);
});

test("forgets expired browsers and guests without comments, and keeps who turned e-mails off", async () => {
  const { site, db, reply, emails } = await openGuests();
  const { id } = await reply(0, { remember: "yes" });
  const unsubscribe = (await emails())[0]?.unsubscribe ?? "";
  await turnGuestEmails(site, unsubscribe.split("/").at(-1) ?? "", false, later(1));
  await pruneGuests(db, later(24 * 179));
  expect(await db.guest.count({ where: { secretHash: { not: null } } })).toBe(1);
  await pruneGuests(db, later(24 * 181));
  expect(await db.guest.count()).toBe(2);
  await db.comment.delete({ where: { id } });
  await pruneGuests(db, later(24 * 181));
  expect(await db.guest.findMany({ select: { emailHash: true, noEmails: true } })).toEqual([
    { emailHash: hashEmail(ADDRESS), noEmails: true },
  ]);
});

test("a member who leaves takes what was known of them as a guest along", async () => {
  const { site, db, reply, emails, confirm } = await openGuests();
  const { id } = await reply();
  await confirm((await emails())[0], [id]);
  const ada = await createMember(db, "ada", { password: null });
  expect(await leave(site, ada, "anonymise", later(2))).toEqual({ ok: true });
  expect(await db.guest.count()).toBe(0);
  expect(await db.comment.findUniqueOrThrow({ where: { id } })).toMatchObject({
    ...{ guestId: null, guestEmail: null, emailAskedAt: null },
  });
});
