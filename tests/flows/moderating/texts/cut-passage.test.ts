import { expect, test } from "vitest";
import { fingerprint } from "~/comments/editing/comment-edits.server";
import { CUT_MARK } from "~/comments/editing/passages";
import { leave } from "~/flows/accounts/leave.server";
import { importReplies } from "~/flows/importing/import-reply.server";
import { eraseHiddenJob } from "~/flows/moderating/erase-hidden.server";
import { moderateResponses, undoModeration } from "~/flows/moderating/moderate-responses.server";
import { cutPassage, removeCommentVersion } from "~/flows/moderating/texts/cut-passage.server";
import { deleteComment } from "~/flows/responding/delete-comment.server";
import { editComment } from "~/flows/responding/edit-comment.server";
import { checkSite } from "~/portability/check-site.server";
import { newDatabaseUrl, SITE_URL } from "../../../factories/database";
import { withChangeBefore } from "../../../factories/meanwhile";
import { createMember } from "../../../factories/people";
import { createComment, createPost, NOW } from "../../../factories/posts";
import { open } from "../../../portability/sites";

const minutes = (count: number) => new Date(NOW.getTime() + count * 60 * 1000);
const days = (count: number) => minutes(count * 24 * 60);
const FIRST = "Ann Example was there. It rained.";
const SECOND = "Ann Example was there. It rained [hard](/posts/first).";
const CUT = `${CUT_MARK} It rained [hard](/posts/first).`;
const WHY = { reason: "identifies", words: "Please leave names out." } as const;

/** A comment that was edited once, with a name in both texts. */
async function openEdited() {
  const site = { ...open(await newDatabaseUrl()), siteUrl: SITE_URL };
  const { db } = site;
  const ada = await createMember(db, "ada");
  const mo = await createMember(db, "mo", { moderates: true });
  const postId = await createPost(site, { slug: "first", title: "First" });
  const id = await createComment(site, postId, { body: FIRST }, { viewer: ada });
  const edit = (body: string, basedOn: string, at: number) =>
    editComment(site, { member: ada, id }, { body, basedOn: fingerprint(basedOn) }, minutes(at));
  await edit(SECOND, FIRST, 20);
  const cut = ({ pieces = [0], passage = "", basedOn = SECOND, by = mo, deps = site, at = 30 } = {}) =>
    cutPassage(
      deps,
      by,
      { id, basedOn: fingerprint(basedOn), cut: { pieces, passage }, why: WHY },
      minutes(at),
    );
  const read = () =>
    db.comment.findUniqueOrThrow({
      where: { id },
      include: { versions: { orderBy: { number: "asc" } }, links: true, cutTexts: true },
    });
  const lastEntry = async () => (await db.moderationEntry.findFirst({ orderBy: { id: "desc" } }))?.id ?? 0;
  const undo = async (at = 31) => undoModeration(site, mo, await lastEntry(), minutes(at));
  const faults = async () => (await checkSite(site, { repair: false, now: NOW })).left;
  return { site, db, ada, mo, postId, id, edit, cut, read, lastEntry, undo, faults };
}

test("cuts a sentence out of the comment and its earlier text, logs it, and forgets the words", async () => {
  const { db, id, cut, read, faults } = await openEdited();
  await db.spamShingle.deleteMany();
  await db.spamShingle.create({ data: { commentId: id, hash: 1, createdAt: NOW } });
  expect(await cut()).toMatchObject({ ok: true });
  const after = await read();
  expect(after).toMatchObject({
    ...{ source: CUT, cutAt: minutes(30), editedAt: minutes(20) },
    ...{ versions: [{ source: `${CUT_MARK} It rained.` }], links: [{ href: "/posts/first" }] },
  });
  expect(after.excerpt).toBe("[removed by a moderator] It rained hard.");
  expect(await db.moderationEntry.findMany()).toMatchObject([
    { action: "cut-passage", ...WHY, commentId: id },
  ]);
  expect(await db.spamShingle.count()).toBe(0);
  expect(await faults()).toEqual([]);
});

test("cuts a name wherever it stands", async () => {
  const { cut, read } = await openEdited();
  await cut({ pieces: [], passage: " Ann Example " });
  expect(await read()).toMatchObject({
    source: `${CUT_MARK} was there. It rained [hard](/posts/first).`,
    versions: [{ source: `${CUT_MARK} was there. It rained.` }],
  });
});

test("cuts a whole sentence out of earlier texts although a name in it is cut too", async () => {
  const { cut, read } = await openEdited();
  await cut({ passage: "Ann" });
  expect(await read()).toMatchObject({ source: CUT, versions: [{ source: `${CUT_MARK} It rained.` }] });
});

test("refuses nothing chosen, words that aren't in the text, another text, one's own comment, and who may not", async () => {
  const { site, db, ada, edit, cut, read } = await openEdited();
  expect(await cut({ pieces: [] })).toEqual({ ok: false, reason: "cut.nothing" });
  expect(await cut({ pieces: [99, -1, Number.NaN] })).toEqual({ ok: false, reason: "cut.nothing" });
  expect(await cut({ pieces: [], passage: "ann example" })).toEqual({ ok: false, reason: "cut.not-in-text" });
  expect(await cut({ basedOn: FIRST })).toEqual({ ok: false, reason: "moderation.changed" });
  expect(await cut({ by: ada })).toEqual({ ok: false, reason: "moderation.not-allowed" });
  await db.account.update({ where: { id: ada.accountId }, data: { moderates: true } });
  expect(await cut({ by: { ...ada, moderates: true } })).toEqual({ ok: false, reason: "moderation.own" });
  const deps = { ...site, db: withChangeBefore(site.db, () => edit("Other words.", SECOND, 25)) };
  expect(await cut({ deps })).toEqual({ ok: false, reason: "moderation.changed" });
  expect(await read()).toMatchObject({ source: "Other words.", cutAt: null, cutTexts: [] });
});

test("cuts once when two moderators press at the same time", async () => {
  const { db, cut, read } = await openEdited();
  const eve = await createMember(db, "eve", { role: "editor" });
  const both = await Promise.all([cut(), cut({ by: eve, pieces: [1] })]);
  expect(both.filter(({ ok }) => !ok)).toEqual([{ ok: false, reason: "moderation.changed" }]);
  expect((await read()).cutTexts.filter(({ version }) => version === null)).toHaveLength(1);
});

test("puts the passages back, one cut after the other", async () => {
  const { site, db, mo, cut, read, undo, faults } = await openEdited();
  await cut();
  await cut({ pieces: [0], basedOn: CUT, at: 40 });
  expect((await read()).source).toBe(CUT_MARK);
  const { id: first } = await db.moderationEntry.findFirstOrThrow({ orderBy: { id: "asc" } });
  expect(await undoModeration(site, mo, first, minutes(40))).toMatchObject({ undone: 0, kept: 1 });
  expect((await read()).source).toBe(CUT_MARK);
  expect(await undo(41)).toEqual({ ok: true, undone: 1, kept: 0 });
  expect(await read()).toMatchObject({ source: CUT, cutAt: minutes(30) });
  expect(await undoModeration(site, mo, first, minutes(42))).toMatchObject({ undone: 1 });
  expect(await read()).toMatchObject({ source: SECOND, cutAt: null, versions: [{ source: FIRST }] });
  expect(await faults()).toEqual([]);
});

test("puts a passage back everywhere, and nothing once the writer's text changed or the time is over", async () => {
  const { site, mo, edit, cut, read, undo, lastEntry, faults } = await openEdited();
  await cut();
  expect(await undo()).toEqual({ ok: true, undone: 1, kept: 0 });
  expect(await read()).toMatchObject({
    ...{ source: SECOND, cutAt: null, versions: [{ source: FIRST }], cutTexts: [] },
    links: [{ href: "/posts/first" }],
  });
  expect(await faults()).toEqual([]);
  await cut({ at: 32 });
  const entry = await lastEntry();
  await edit("Other words.", CUT, 33);
  const edited = await site.db.heldEdit.findFirstOrThrow();
  const seen = [{ kind: "edit" as const, id: edited.id, status: "held" as const }];
  await moderateResponses(site, mo, seen, { action: "approve", reason: "", words: "" }, minutes(34));
  expect(await undoModeration(site, mo, entry, minutes(35))).toEqual({ ok: true, undone: 0, kept: 1 });
  expect(await read()).toMatchObject({ source: "Other words.", cutTexts: [] });
  await cut({ basedOn: "Other words.", at: 40 });
  await eraseHiddenJob.run(site, {}, days(32));
  expect((await read()).cutTexts).toEqual([]);
  expect(await undo(days(32).getTime() / 60_000)).toMatchObject({ undone: 0 });
});

test("lets each edit after a cut wait, whoever the writer is", async () => {
  const { db, ada, edit, cut, read } = await openEdited();
  await cut();
  await db.account.update({ where: { id: ada.accountId }, data: { role: "editor" } });
  expect(await edit(SECOND, CUT, 40)).toMatchObject({ ok: true, waits: true });
  expect(await db.heldEdit.findMany()).toMatchObject([{ heldFor: "cut", source: SECOND }]);
  expect((await read()).source).toBe(CUT);
});

test("brings a passage back by no repeated import", async () => {
  const { site, db, mo, postId } = await openEdited();
  const archived = (source: string) => ({
    ...{ origin: "a", postId, parent: null, speaker: { kind: "guest" } as const },
    ...{ name: "Guest", site: "", source, at: NOW, render: site.render },
  });
  await importReplies(site, [archived("Ann was there. Yes.")]);
  const { id } = await db.comment.findUniqueOrThrow({ where: { origin: "a" } });
  const cut = { pieces: [0], passage: "" };
  const basedOn = fingerprint("Ann was there. Yes.");
  await cutPassage(site, mo, { id, basedOn, cut, why: WHY }, minutes(1));
  for (const source of ["Ann was there. Yes.", "Ann was there, too."]) {
    expect(await importReplies(site, [archived(source)])).toMatchObject([{ outcome: "unchanged" }]);
    expect(await db.comment.findUnique({ where: { id } })).toMatchObject({ source: `${CUT_MARK} Yes.` });
  }
});

test("removes an earlier version for good, with what undoing a cut kept of it", async () => {
  const { site, db, mo, id, cut, read, undo, lastEntry } = await openEdited();
  await cut();
  const remove = (number: number) => removeCommentVersion(site, mo, { id, number, why: WHY }, minutes(31));
  expect(await remove(2)).toEqual({ ok: false, reason: "version.not-found" });
  expect(await remove(1)).toMatchObject({ ok: true });
  expect(await remove(1)).toEqual({ ok: false, reason: "version.not-found" });
  expect(await read()).toMatchObject({
    versions: [{ number: 1, source: "", removedAt: minutes(31) }],
    cutTexts: [{ version: null }],
  });
  expect(await db.moderationEntry.count({ where: { action: "remove-version" } })).toBe(1);
  expect(await undoModeration(site, mo, await lastEntry(), minutes(32))).toMatchObject({
    undone: 0,
    kept: 1,
  });
  const entry = await db.moderationEntry.findFirstOrThrow({ where: { action: "cut-passage" } });
  expect(await undoModeration(site, mo, entry.id, minutes(33))).toMatchObject({ undone: 1 });
  expect(await read()).toMatchObject({ source: SECOND, versions: [{ source: "" }] });
  expect(await undo(34)).toMatchObject({ undone: 0 });
});

test("deletes what a cut kept with the comment, and when its writer leaves", async () => {
  for (const end of ["delete", "leave"] as const) {
    const { site, db, ada, id, cut, faults } = await openEdited();
    await cut();
    expect(await db.cutText.count()).toBe(2);
    if (end === "delete") await deleteComment(site, ada, id, NOW);
    else await leave(site, ada, "anonymise", minutes(40));
    expect(await db.cutText.count()).toBe(0);
    expect(await faults()).toEqual([]);
  }
});
