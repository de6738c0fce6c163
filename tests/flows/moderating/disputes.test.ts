// Words that may be unlawful: who reads them once they are hidden, and how long they outlast their erasure.

import { expect, test } from "vitest";
import { fingerprint } from "~/comments/editing/comment-edits.server";
import { findQueuedComment } from "~/comments/moderation/moderated-comments.server";
import { eraseHiddenJob } from "~/flows/moderating/erase-hidden.server";
import { moderateResponses, undoModeration } from "~/flows/moderating/moderate-responses.server";
import { decideReports, reportThing } from "~/flows/moderating/report.server";
import { listReported } from "~/flows/moderating/reported-things.server";
import { cutPassage } from "~/flows/moderating/texts/cut-passage.server";
import { deletePost } from "~/flows/publishing/publish-post.server";
import { deleteComment } from "~/flows/responding/delete-comment.server";
import { editComment } from "~/flows/responding/edit-comment.server";
import { sealFor } from "~/moderation/disputes/disputes.server";
import { newDatabaseUrl, SITE_URL } from "../../factories/database";
import { withChangeBefore } from "../../factories/meanwhile";
import { decide } from "../../factories/moderation";
import { createMember } from "../../factories/people";
import { CLIENT, createComment, createPost, NOW } from "../../factories/posts";
import { open } from "../../portability/sites";

const days = (count: number) => new Date(NOW.getTime() + count * 24 * 60 * 60 * 1000);
const WORDS = "The disputed words.";

/** Rita has reported Ada's comment as unlawful. */
async function openDisputed() {
  const site = { ...open(await newDatabaseUrl()), siteUrl: SITE_URL };
  const { db } = site;
  const postId = await createPost(site, { slug: "first", title: "First" });
  const member = (name: string, rights: object = {}) => createMember(db, name, { password: null, ...rights });
  const [mo, boss] = [
    await member("mo", { moderates: true }),
    await member("boss", { role: "administrator" }),
  ];
  const [ada, rita] = [await member("ada"), await member("rita")];
  const id = await createComment(site, postId, { body: WORDS }, { viewer: ada });
  const input = { reason: "unlawful" as const, text: "Section 1." };
  const given = { clientAddress: CLIENT, mayWrite: false, now: NOW };
  await reportThing(site, rita, { kind: "comment", id }, input, given);
  const shown = async (decidesLaw: boolean) => {
    const [thing] = await listReported(db, { withPosts: false, decidesLaw });
    return thing && [thing.kind, thing.comment?.html ?? null, thing.sealed.map(({ source }) => source)];
  };
  const settle = (thing: "comment" | "sealed", to: "upheld" | "dismissed", by = boss, deps = site) =>
    decideReports(deps, by, { kind: thing, id }, to, { act: "report.decide", now: days(1) });
  return { site, db, postId, mo, boss, ada, id, shown, settle };
}

test("leaves the words to moderators while everyone reads them, and to administrators alone once they are hidden", async () => {
  const { site, db, mo, boss, id, shown } = await openDisputed();
  expect(await shown(false)).toEqual(["comment", expect.stringContaining(WORDS), []]);
  const entryId = await decide(site, mo, "remove", [id]);
  expect(await shown(false)).toEqual(["comment", "", []]);
  expect(await shown(true)).toEqual(["comment", expect.stringContaining(WORDS), []]);
  const found = await findQueuedComment(db, id);
  const [sealed] = await sealFor(db, { decidesLaw: false }, found ? [found] : []);
  expect(sealed).toMatchObject({ html: "", isSealed: true });
  const approve = { action: "approve", reason: "", words: "" } as const;
  const seen = [{ kind: "comment", id, status: "removed" }] as const;
  expect(await moderateResponses(site, mo, [...seen], approve, NOW)).toMatchObject({
    refused: [{ reason: "moderation.sealed" }],
  });
  // A slip is undone by whoever made it.
  await undoModeration(site, mo, entryId, NOW);
  await decide(site, boss, "remove", [id], days(1));
  expect(await shown(true)).toBeUndefined();
});

test("leaves cutting them to an administrator, and keeps what is cut", async () => {
  const { site, mo, boss, id, shown } = await openDisputed();
  const request = { id, basedOn: fingerprint(WORDS), cut: { pieces: [], passage: "disputed" } };
  const cut = (by: typeof mo) => cutPassage(site, by, { ...request, why: { reason: "", words: "" } }, NOW);
  expect(await cut(mo)).toEqual({ ok: false, reason: "moderation.sealed" });
  expect(await shown(true)).toEqual(["comment", expect.stringContaining(WORDS), []]);
  expect(await cut(boss)).toMatchObject({ ok: true });
  expect(await shown(true)).toEqual(["comment", expect.not.stringContaining(WORDS), [WORDS]]);
});

test("keeps the words for administrators when the writer deletes them, and erases them with the decision", async () => {
  const { site, db, mo, ada, id, shown, settle } = await openDisputed();
  await deleteComment(site, ada, id, NOW);
  expect(await db.comment.count()).toBe(0);
  expect(await shown(false)).toBeUndefined();
  expect(await shown(true)).toEqual(["sealed", null, [WORDS]]);
  expect(await settle("sealed", "upheld", mo)).toEqual({ ok: false, reason: "moderation.not-allowed" });
  expect(await db.sealedWords.count()).toBe(1);
  expect(await settle("sealed", "dismissed")).toEqual({ ok: true, decided: 1 });
  expect(await db.sealedWords.count()).toBe(0);
  expect(await shown(true)).toBeUndefined();
  expect(await db.moderationEntry.findMany()).toMatchObject([{ action: "dismiss-reports", commentId: null }]);
});

test("keeps the words past their thirty days, and past the post that is deleted with them", async () => {
  const { site, mo, id, shown } = await openDisputed();
  await decide(site, mo, "remove", [id]);
  await eraseHiddenJob.run(site, {}, days(31));
  expect(await shown(true)).toEqual(["sealed", null, [WORDS]]);
  const other = await openDisputed();
  await deletePost(other.site, other.postId, NOW);
  expect(await other.shown(true)).toEqual(["sealed", null, [WORDS]]);
});

test("keeps what its writer changes, and forgets it when it may stay", async () => {
  const { site, db, ada, id, shown, settle } = await openDisputed();
  const edit = { body: "Other words.", basedOn: fingerprint(WORDS) };
  expect(await editComment(site, { member: ada, id }, edit, NOW)).toMatchObject({ ok: true });
  expect(await shown(true)).toEqual(["comment", expect.stringContaining("Other words."), [WORDS]]);
  expect(await shown(false)).toEqual(["comment", expect.stringContaining("Other words."), []]);
  await settle("comment", "dismissed");
  expect(await db.sealedWords.count()).toBe(0);
});

test("keeps what an approved edit replaces, and the edit when that is undone", async () => {
  const { site, db, mo, ada, id, shown } = await openDisputed();
  // A passage was cut once, so edits wait.
  await db.comment.update({ where: { id }, data: { cutAt: NOW } });
  const edit = { body: "Other words.", basedOn: fingerprint(WORDS) };
  expect(await editComment(site, { member: ada, id }, edit, NOW)).toMatchObject({ ok: true, waits: true });
  const { id: editId } = await db.heldEdit.findFirstOrThrow();
  const seen = [{ kind: "edit", id: editId, status: "held" } as const];
  const done = await moderateResponses(site, mo, seen, { action: "approve", reason: "", words: "" }, NOW);
  const words = (part: string) => expect.stringContaining(part);
  expect(await shown(true)).toEqual(["comment", words("Other words."), [WORDS]]);
  await undoModeration(site, mo, (done.ok && done.entryIds[0]) || 0, NOW);
  expect(await shown(true)).toEqual(["comment", words(WORDS), [WORDS, "Other words."]]);
});

test("keeps nothing of a comment without a dispute, or after the decision", async () => {
  const { site, db, ada, postId, id, settle } = await openDisputed();
  await settle("comment", "dismissed");
  await deleteComment(site, ada, id, NOW);
  await deleteComment(site, ada, await createComment(site, postId, {}, { viewer: ada }), NOW);
  expect([await db.comment.count(), await db.sealedWords.count()]).toEqual([0, 0]);
});

test("decides by the administrator's form about a comment that is deleted just before", async () => {
  const { site, db, ada, id, shown, settle } = await openDisputed();
  const late = { ...site, db: withChangeBefore(db, () => deleteComment(site, ada, id, NOW)) };
  expect(await settle("comment", "upheld", undefined, late)).toEqual({ ok: true, decided: 0 });
  expect(await shown(true)).toEqual(["sealed", null, [WORDS]]);
});
