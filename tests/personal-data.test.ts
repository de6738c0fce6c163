// Compares the inventories' statements about personal data with an export and with the rows left after
// leaving.

import { expect, test } from "vitest";
import { WAYS_TO_LEAVE } from "~/accounts/leaving.schema";
import { hashEmail } from "~/comments/guests/guest-email";
import { leave } from "~/flows/accounts/leave.server";
import { ROOMS } from "~/inventory.server";
import { MODELS, rowsOf } from "~/platform/database/copying/tables";
import { type DatabaseClient, Prisma } from "~/platform/database/database.server";
import { kindOf } from "~/platform/database/kinds.server";
import type { PersonalData } from "~/platform/inventory";
import { newDatabaseUrl, SITE_URL } from "./factories/database";
import { createDraft } from "./factories/drafts";
import { unpack } from "./factories/exports";
import { createMember } from "./factories/people";
import { createComment, createPerson, createPost, NOW } from "./factories/posts";
import { open } from "./portability/sites";

const statements = ROOMS.flatMap(({ models = {} }) => Object.entries(models)).flatMap(
  ([name, { personal }]): [string, PersonalData][] => (personal ? [[name, personal]] : []),
);

test("states the treatment of every model that refers to a person or an account, or stores an address", async () => {
  const tables = await kindOf(await newDatabaseUrl()).readTables(await newDatabaseUrl(), MODELS);
  const columnsOf = (name: string) =>
    Object.keys(Prisma[`${name as Prisma.ModelName}ScalarFieldEnum`] satisfies object);
  const personal = tables.filter(
    ({ name, references }) =>
      references.some((other) => other === "Person" || other === "Account") ||
      columnsOf(name).some((column) => /email|address|guest|payload/i.test(column)),
  );
  expect(personal.map(({ name }) => name)).toEqual(expect.arrayContaining(["Comment", "Session", "Job"]));
  const said = statements.map(([name]) => name);
  expect(personal.filter(({ name }) => !said.includes(name)).map(({ name }) => name)).toEqual([]);
});

const LATER = new Date(NOW.getTime() + 60 * 60 * 1000);

/** A site with a member who has a row in each model with personal data. `marks` are strings that an export of
 *  them contains; `traces` are strings in the table, if they differ. */
async function openFilled() {
  const site = { ...open(await newDatabaseUrl()), siteUrl: SITE_URL };
  const { db } = site;
  const email = "mark-account@example.org";
  const ada = await createMember(db, "ada", { name: "mark-person", email, role: "author" });
  const { id: personId, accountId } = ada;
  const day = (number: number) => new Date(`2001-02-0${number}T10:00:00Z`);
  const ofAccount = { accountId, createdAt: NOW };
  const cited = { familyName: "mark-person", givenName: "mark-person" };
  await db.person.update({ where: { id: personId }, data: cited });
  await db.formerHandle.create({ data: { handle: "mark-former", skeleton: "mark-former", personId } });
  await db.renaming.create({ data: { personId, at: day(1) } });
  await db.session.updateMany({ data: { device: "mark-session" } });
  await db.knownBrowser.create({ data: { hash: "a", accountId, lastUsedAt: day(2), expiresAt: LATER } });
  await db.passkey.create({
    data: {
      ...ofAccount,
      credentialId: "a",
      publicKey: "a",
      counter: 0,
      transports: "",
      name: "mark-passkey",
    },
  });
  await db.identity.create({ data: { ...ofAccount, issuer: "a", subject: "a", label: "mark-identity" } });
  await db.token.create({
    data: { accountId, hash: "a", purpose: "reset", payload: "{}", createdAt: day(3), expiresAt: LATER },
  });
  await db.invitation.create({
    data: { inviterId: accountId, hash: "a", role: "reader", createdAt: day(4), expiresAt: LATER },
  });
  const { id: mutedId } = await createMember(db, "mark-muted");
  await db.mute.create({ data: { accountId, personId: mutedId, createdAt: NOW } });
  await db.emailChange.create({
    data: { accountId, newEmail: "mark-change@example.org", expiresAt: LATER },
  });
  const postId = await createPost(site, { slug: "mine", title: "mark-post", writers: ["ada"] });
  await db.post.update({ where: { id: postId }, data: { submitterId: personId } });
  const commentId = await createComment(site, postId, { name: "mark-comment", email });
  await db.commentVersion.create({
    data: { commentId, number: 1, source: "mark-earlier", createdAt: NOW },
  });
  const guest = { emailHash: hashEmail(email), createdAt: day(5), expiresAt: LATER };
  await db.guest.create({ data: guest });
  await db.mention.create({ data: { commentId, personId, handle: "mark-mention" } });
  const waiting = { commentId, source: "mark-waiting", status: "held", heldFor: "everyone" };
  await db.heldEdit.create({ data: { ...waiting, createdAt: NOW } });
  await db.recentReply.create({ data: { key: "mark-recent", commentId, expiresAt: LATER } });
  await createDraft(db, ada, { title: "mark-draft" });
  const shared = await createDraft(db, { id: await createPerson(site, "shared") }, { writers: "ada" });
  const copy = { draftId: shared, form: "a", title: "mark-copy", source: "", details: "{}", basedOn: 1 };
  await db.draftCopy.create({ data: { ...copy, personId, savedAt: NOW } });
  const onDraft = { draftId: shared, personId, createdAt: NOW };
  await db.draftNote.create({ data: { ...onDraft, quote: "", text: "mark-note" } });
  await db.draftLink.create({ data: { ...onDraft, hash: "mark-link", expiresAt: LATER } });
  await db.revision.updateMany({ where: { postId }, data: { personId, title: "mark-revision" } });
  const moderated = { action: "hold", was: "approved", reason: "", createdAt: NOW };
  const entry = await db.moderationEntry.create({
    data: { ...moderated, personId, commentId, words: "mark-moderation" },
  });
  await db.appeal.create({ data: { entryId: entry.id, commentId, text: "mark-appeal", createdAt: NOW } });
  await db.cutText.create({ data: { entryId: entry.id, commentId, source: "mark-cut", createdAt: NOW } });
  await db.secondLook.create({ data: { personId, words: "mark-look", createdAt: NOW } });
  const text = { title: "mark-page", source: "", createdAt: NOW };
  const page = { ...text, slug: "a", html: "", excerpt: "", renderVersion: 0, status: "published" };
  const { id: pageId } = await db.page.create({ data: { ...page, updatedAt: NOW } });
  await db.pageVersion.create({ data: { ...text, pageId, number: 1, personId } });
  const reported = { postId, reason: "rude", key: "a", personId, createdAt: NOW };
  await db.report.create({ data: { ...reported, text: "mark-report" } });
  const blocked = { kind: "person", personId, createdAt: NOW, endsAt: LATER, note: "a note" };
  const { id: blockId } = await db.block.create({
    data: { ...blocked, words: "mark-block", hash: "a-hash" },
  });
  await db.blockAppeal.create({ data: { blockId, key: "a", personId, text: "mark-asked", createdAt: NOW } });
  const sealed = { commentId, name: "Ada", source: "mark-sealed", postTitle: "", writtenAt: NOW };
  await db.sealedWords.create({ data: sealed });
  const version = { postId, number: 1, names: "Ada", title: "", summary: "", writtenAt: NOW };
  await db.sealedVersion.create({ data: { ...version, source: "mark-sealed-version" } });
  const lesson = { commentId, tokens: '["mark-lesson"]', learnedAt: NOW };
  await db.spamLesson.create({ data: { ...lesson, isSpam: true } });
  await db.spamVerdict.create({ data: { commentId, score: 1, evidence: '"mark-verdict"' } });
  await db.spamCheck.create({ data: { commentId, isSpam: true, sealed: "mark-check", createdAt: NOW } });
  const { id: editId } = await db.heldEdit.findUniqueOrThrow({ where: { commentId } });
  await db.spamEditCheck.create({
    data: { editId, isSpam: true, sealed: "mark-edit-check", createdAt: NOW },
  });
  await db.spamShingle.deleteMany();
  await db.spamShingle.create({ data: { commentId, hash: 20_010_205, createdAt: NOW } });
  const { id: mediaId } = await db.media.create({
    data: { hash: "a", name: "mark-upload.jpg", ownerId: personId, createdAt: NOW },
  });
  await db.mediaUse.createMany({
    data: [
      { mediaId, personId },
      { mediaId, postId },
    ],
  });
  const { id: nominationId } = await db.nomination.create({
    data: { commentId, createdAt: NOW, deciderId: personId, decidedAt: day(8) },
  });
  await db.nominator.create({ data: { nominationId, personId, createdAt: day(9) } });
  const subscriber = await db.subscriber.create({ data: { accountId, createdAt: day(6) } });
  const ofSubscriber = { subscriberId: subscriber.id };
  const followed = { ...ofSubscriber, personId: mutedId, delivery: "weekly", createdAt: NOW };
  const { id: subscriptionId } = await db.subscription.create({ data: followed });
  await db.notificationPreference.create({
    data: { ...ofSubscriber, kind: "replies", delivery: "mark-preference" },
  });
  await db.mutedConversation.create({ data: { ...ofSubscriber, postId, createdAt: day(7) } });
  const visits = { seenAt: day(8), visitAt: NOW };
  await db.readMark.create({ data: { accountId, postId, seenNumber: 1, reachedNumber: 2, ...visits } });
  await db.readPart.create({ data: { accountId, postId, readAt: new Date("2001-03-08T10:00:00Z") } });
  const told = { ...ofSubscriber, subscriptionId, postId, commentId, delivery: "site", createdAt: NOW };
  await db.notification.create({ data: { ...told, reason: "mark-reason" } });
  const asked = { email, kind: "people", thingId: mutedId, delivery: "mark-asked-by-e-mail" };
  await db.followRequest.create({ data: { ...asked, createdAt: NOW } });
  await db.rateLimit.create({ data: { key: "mark-limit", points: 1 } });
  const message = { to: email, subject: "mark-job", text: "", html: "", messageId: "a" };
  await db.job.create({
    data: { kind: "mail", payload: JSON.stringify(message), status: "waiting", dueAt: LATER, createdAt: NOW },
  });
  const marks: Record<string, string> = {
    ...{ Person: "mark-person", FormerHandle: "mark-former", Renaming: "2001-02-01T10" },
    ...{ Account: email, Session: "mark-session", KnownBrowser: "2001-02-02T10", Passkey: "mark-passkey" },
    ...{ Identity: "mark-identity", Token: "2001-02-03T10", Invitation: "2001-02-04T10" },
    ...{ EmailChange: "mark-change@", Post: "mark-post", Byline: "byline: [ada", Comment: "mark-comment" },
    ...{ CommentVersion: "mark-earlier", HeldEdit: "mark-waiting", CutText: "mark-cut" },
    Mention: "mark-mention",
    Guest: "2001-02-05T10",
    Mute: "mark-muted",
    ...{ Nomination: "2001-02-08T10", Nominator: "2001-02-09T10" },
    ...{ Subscriber: "2001-02-06T10", Subscription: "weekly", NotificationPreference: "mark-preference" },
    ...{ MutedConversation: "2001-02-07T10", Notification: "mark-reason" },
    FollowRequest: "mark-asked-by-e-mail",
    ...{ ReadMark: "2001-02-08T10", ReadPart: "2001-03-08T10" },
    ...{ Draft: "mark-draft", DraftWriter: "none", DraftCopy: "mark-copy", Revision: "mark-revision" },
    ...{ DraftNote: "mark-note", DraftLink: "mark-link", ModerationEntry: "mark-moderation" },
    PageVersion: "mark-page",
    ...{ SealedWords: "mark-sealed", SealedVersion: "mark-sealed-version" },
    ...{ Media: "mark-upload", MediaUse: "none" },
    ...{ Appeal: "mark-appeal", SecondLook: "mark-look", Report: "mark-report", Block: "mark-block" },
    BlockAppeal: "mark-asked",
    ...{ RecentReply: "mark-recent", RateLimit: "mark-limit", Job: "mark-job" },
    ...{
      SpamLesson: "mark-lesson",
      SpamVerdict: "mark-verdict",
      ...{ SpamCheck: "mark-check", SpamEditCheck: "mark-edit-check" },
      SpamShingle: "20010205",
    },
  };
  const traces = {
    ...marks,
    Post: `"submitterId":${personId}`,
    Mute: `"accountId":${accountId}`,
    Byline: `"personId":${personId}`,
    ...{ DraftWriter: `"personId":${personId}`, Revision: `"personId":${personId}` },
    ...{ ModerationEntry: `"personId":${personId}` },
    ...{ DraftNote: `"personId":${personId}`, DraftLink: `"personId":${personId}` },
    PageVersion: `"personId":${personId}`,
    Nomination: `"deciderId":${personId}`,
    ...{ Media: `"ownerId":${personId}`, MediaUse: `"personId":${personId}` },
  };
  return { site, ada, marks, traces };
}

test("exports what the inventories state, in the named files, and nothing that they exclude", async () => {
  const { site, ada, marks } = await openFilled();
  const files = [...(await unpack(site, ada))];
  const wrong = statements.filter(([name, { exported }]) => {
    const mark = marks[name];
    if (mark === undefined) return true;
    const holding = files.filter(([, text]) => text.includes(mark)).map(([file]) => file);
    return "in" in exported ? !holding.some((file) => file.startsWith(exported.in)) : holding.length > 0;
  });
  expect(wrong.map(([name]) => name)).toEqual([]);
});

test("exports nothing of somebody else", async () => {
  const { site, marks } = await openFilled();
  const theirs = [...(await unpack(site, await createMember(site.db, "zoe")))].map(([, text]) => text).join();
  expect(theirs).toContain("zoe@example.org");
  // Words that explain the files, too.
  const isOwn = (mark: string) => !["none", "weekly"].includes(mark);
  const found = Object.entries(marks).filter(([, mark]) => isOwn(mark) && theirs.includes(mark));
  expect(found).toEqual([]);
});

test.each(WAYS_TO_LEAVE)("leaves only the stated rows after leaving with %s", async (way) => {
  const { site, ada, traces } = await openFilled();
  const left = async () => {
    const found: string[] = [];
    for (const [name, trace] of Object.entries(traces))
      if ((await textOf(site.db, name)).includes(trace)) found.push(name);
    return found;
  };
  expect((await left()).sort()).toEqual(statements.map(([name]) => name).sort());
  expect(await leave(site, ada, way, NOW)).toEqual({ ok: true });
  const mayStay = statements.filter(([, { leaving }]) => typeof leaving === "object").map(([name]) => name);
  const stays = await left();
  expect(stays.filter((name) => !mayStay.includes(name))).toEqual([]);
  if (way === "anonymise") expect(stays.sort()).toEqual(mayStay.sort());
});

/** All rows of a model. */
async function textOf(db: DatabaseClient, name: string): Promise<string> {
  const rows = await rowsOf(db, { name, key: [], references: [] }).findMany({});
  return JSON.stringify(rows);
}
