import { expect, test } from "vitest";
import { fingerprint } from "~/comments/editing/comment-edits.server";
import { countWaitingEdits, listEditsSince, listWaitingEdits } from "~/comments/editing/held-edits.server";
import { tellWriterJob, UNDO_SECONDS } from "~/flows/moderating/decision-news.server";
import { eraseHiddenJob } from "~/flows/moderating/erase-hidden.server";
import { moderateResponses, undoModeration } from "~/flows/moderating/moderate-responses.server";
import { tellModeratorsJob } from "~/flows/moderating/queue-news.server";
import { cutPassage } from "~/flows/moderating/texts/cut-passage.server";
import { editComment } from "~/flows/responding/edit-comment.server";
import type { ModerationAction } from "~/moderation/actions";
import { checkSite } from "~/portability/check-site.server";
import { setResponseStatus } from "~/responses/response-status.server";
import { newDatabaseUrl, SITE_URL } from "../../../factories/database";
import { withChangeBefore } from "../../../factories/meanwhile";
import { setHolding } from "../../../factories/moderation";
import { createMember } from "../../../factories/people";
import { createComment, createPost, NOW } from "../../../factories/posts";
import { open } from "../../../portability/sites";

const minutes = (count: number) => new Date(NOW.getTime() + count * 60 * 1000);
const days = (count: number) => minutes(count * 24 * 60);
const BODY = "Words that stand.";
const NEW = "See [the first](/posts/first).";

/** A published comment with an edit that waits. */
async function openWaiting() {
  const site = { ...open(await newDatabaseUrl()), siteUrl: SITE_URL };
  const { db } = site;
  const ada = await createMember(db, "ada");
  const mo = await createMember(db, "mo", { moderates: true });
  const postId = await createPost(site, { slug: "first", title: "First" });
  const id = await createComment(site, postId, { body: BODY }, { viewer: ada });
  await setHolding(db, "everyone");
  const edit = (body: string, basedOn = BODY, at = 20) =>
    editComment(site, { member: ada, id }, { body, basedOn: fingerprint(basedOn) }, minutes(at));
  await edit(NEW);
  const waiting = () => db.heldEdit.findUniqueOrThrow({ where: { commentId: id } });
  const { id: editId } = await waiting();
  const decide = (
    action: ModerationAction,
    { by = mo, deps = site, reason = "" as "" | "rude", words = "", of = editId, at = 30 } = {},
  ) =>
    moderateResponses(
      deps,
      by,
      [{ kind: "edit", id: of, status: "held" }],
      { action, reason, words },
      minutes(at),
    );
  const read = () =>
    db.comment.findUniqueOrThrow({ where: { id }, include: { versions: true, links: true } });
  const lastEntry = async () => (await db.moderationEntry.findFirst({ orderBy: { id: "desc" } }))?.id ?? 0;
  const undo = async (by = mo) => undoModeration(site, by, await lastEntry(), minutes(31));
  const faults = async () => (await checkSite(site, { repair: false, now: NOW })).left;
  return { site, db, ada, mo, id, edit, editId, waiting, decide, read, lastEntry, undo, faults };
}

test("approves an edit: readers get the text with its links, and are told of it", async () => {
  const { db, decide, read, waiting, faults } = await openWaiting();
  expect(await decide("approve")).toMatchObject({ ok: true, refused: [], entryIds: [expect.any(Number)] });
  expect(await read()).toMatchObject({
    ...{ status: "approved", source: NEW, excerpt: "See the first.", editedAt: minutes(30) },
    versions: [{ number: 1, source: BODY, createdAt: NOW }],
    links: [{ href: "/posts/first" }],
  });
  expect(await waiting()).toMatchObject({ status: "approved" });
  expect(await db.moderationEntry.findMany()).toMatchObject([{ action: "approve-edit", was: "held" }]);
  expect(await faults()).toEqual([]);
});

test("tells readers of an approved edit also in the first minutes, since they could read the text before", async () => {
  const { decide, read } = await openWaiting();
  await decide("approve", { at: 2 });
  expect(await read()).toMatchObject({ editedAt: minutes(2), versions: [{ source: BODY }] });
});

test("refuses an edit with a reason, and leaves the published text", async () => {
  const { db, decide, read, waiting } = await openWaiting();
  await decide("remove", { reason: "rude", words: "Kindly." });
  expect(await read()).toMatchObject({ status: "approved", source: BODY, editedAt: null, versions: [] });
  expect(await waiting()).toMatchObject({ status: "removed", source: NEW });
  expect(await db.moderationEntry.findMany()).toMatchObject([
    { action: "refuse-edit", reason: "rude", words: "Kindly." },
  ]);
});

test("refuses spam as advertising, and leaves what is held again as it waits", async () => {
  const { db, decide, waiting } = await openWaiting();
  expect(await decide("hold")).toMatchObject({ ok: true, entryIds: [], refused: [] });
  await decide("mark-spam");
  expect(await waiting()).toMatchObject({ status: "removed" });
  expect(await db.moderationEntry.findMany()).toMatchObject([
    { action: "refuse-edit", reason: "advertising" },
  ]);
});

test("approves no edit that its writer has replaced since, also in the last moment", async () => {
  const { site, edit, editId, waiting, decide, read } = await openWaiting();
  const replaced = { refused: [{ kind: "edit", id: editId, reason: "edit.not-found" }], entryIds: [] };
  const deps = { ...site, db: withChangeBefore(site.db, () => edit("Newer words.", NEW, 25)) };
  expect(await decide("approve", { deps })).toMatchObject(replaced);
  expect(await decide("remove")).toMatchObject(replaced);
  expect([await read(), await waiting()]).toMatchObject([{ source: BODY }, { source: "Newer words." }]);
});

test("decides once about an edit when two moderators press at the same time, and says who was first", async () => {
  const { db, decide, read } = await openWaiting();
  const eve = await createMember(db, "eve", { role: "editor", name: "Eve" });
  const both = await Promise.all([decide("approve"), decide("remove", { by: eve })]);
  const refused = both.flatMap((one) => (one.ok ? one.refused : []));
  expect(refused).toMatchObject([
    { reason: "moderation.changed", last: { person: { name: expect.any(String) } } },
  ]);
  expect(await db.moderationEntry.count()).toBe(1);
  const isApproved = (await db.moderationEntry.findFirst())?.action === "approve-edit";
  expect(await read()).toMatchObject({ source: isApproved ? NEW : BODY });
});

test("decides nothing about a moderator's own edit, nor for a reader", async () => {
  const { db, ada, decide, waiting } = await openWaiting();
  expect(await decide("approve", { by: ada })).toEqual({ ok: false, reason: "moderation.not-allowed" });
  await db.account.update({ where: { id: ada.accountId }, data: { moderates: true } });
  const own = { refused: [{ reason: "moderation.own" }] };
  expect(await decide("approve", { by: { ...ada, moderates: true } })).toMatchObject(own);
  expect(await waiting()).toMatchObject({ status: "held" });
});

test("undoes an approval and a refusal: the edit waits again, and the text before is the comment's", async () => {
  const { decide, read, waiting, undo, faults } = await openWaiting();
  for (const action of ["approve", "remove"] as const) {
    await decide(action);
    expect(await undo()).toEqual({ ok: true, undone: 1, kept: 0 });
    expect(await read()).toMatchObject({ source: BODY, editedAt: null, versions: [], links: [] });
    expect(await waiting()).toMatchObject({ status: "held", source: NEW });
    expect(await faults()).toEqual([]);
  }
});

test("undoes nothing once the writer has edited again", async () => {
  const { edit, decide, read, undo } = await openWaiting();
  await decide("approve");
  await edit("Third words.", NEW, 30.5);
  expect(await undo()).toEqual({ ok: true, undone: 0, kept: 1 });
  expect(await read()).toMatchObject({ source: NEW });
});

test("undoes no approval of a text that a moderator has cut since", async () => {
  const { site, mo, id, decide, read, lastEntry } = await openWaiting();
  await decide("approve");
  const approval = await lastEntry();
  const cut = { pieces: [], passage: "See" };
  const why = { reason: "rude", words: "" } as const;
  await cutPassage(site, mo, { id, basedOn: fingerprint(NEW), cut, why }, minutes(32));
  const { source } = await read();
  expect(await undoModeration(site, mo, approval, minutes(33))).toEqual({ ok: true, undone: 0, kept: 1 });
  expect((await read()).source).toBe(source);
});

test("lets an edit wait unseen while its comment is hidden, and deletes it when the comment is erased", async () => {
  const { site, db, id, decide, editId } = await openWaiting();
  const set = (status: "removed" | "approved") =>
    db.write((tx) => setResponseStatus(tx, { kind: "comment", id }, status));
  /** In the queue, its number, and what is news for moderators. */
  const queued = async () => [
    (await listWaitingEdits(db, 9)).length,
    await countWaitingEdits(db, 9),
    (await listEditsSince(db, new Date(0), 9)).length,
  ];
  expect(await queued()).toEqual([1, 1, 1]);
  await set("removed");
  expect(await queued()).toEqual([0, 0, 0]);
  expect(await decide("approve")).toMatchObject({ refused: [{ id: editId, reason: "edit.hidden" }] });
  await set("approved");
  expect(await queued()).toEqual([1, 1, 1]);
  await set("removed");
  await eraseHiddenJob.run(site, {}, days(31));
  expect(await db.heldEdit.count()).toBe(0);
});

test("deletes a decided edit after its time, and never one that waits", async () => {
  const { site, db, decide, waiting } = await openWaiting();
  await eraseHiddenJob.run(site, {}, days(40));
  expect(await waiting()).toMatchObject({ status: "held" });
  await decide("remove", { at: 40 * 24 * 60 });
  await eraseHiddenJob.run(site, {}, days(60));
  expect(await db.heldEdit.count()).toBe(1);
  await eraseHiddenJob.run(site, {}, days(71));
  expect(await db.heldEdit.count()).toBe(0);
  expect(await db.moderationEntry.findMany()).toMatchObject([{ action: "refuse-edit", editId: null }]);
});

test("tells the writer by e-mail, unless it was undone, and moderators of what waits", async () => {
  const { site, db, mo, decide, undo, lastEntry } = await openWaiting();
  const emails = async () =>
    (await db.job.findMany({ where: { kind: "mail" }, orderBy: { id: "asc" } })).map(({ payload }) =>
      JSON.parse(payload),
    );
  const tell = async () =>
    tellWriterJob.run(site, { entryId: await lastEntry() }, minutes(30 + UNDO_SECONDS / 60));
  await decide("approve");
  await undo();
  await tell();
  expect(await emails()).toEqual([]);
  await decide("remove", { words: "Kindly." });
  await tell();
  const [news] = await emails();
  expect(news.subject).toBe("Your edit of your reply to “First” was refused");
  expect(news.text).toContain("Kindly.");
  expect(news.text).not.toContain("Mo");
  await undo();
  await db.account.update({ where: { id: mo.accountId }, data: { queueEmails: "hourly" } });
  await tellModeratorsJob.run(site, {}, minutes(60));
  expect((await emails()).at(-1).text).toContain("an edit that waits");
});
