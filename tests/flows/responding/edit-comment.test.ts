import { expect, test } from "vitest";
import { hashSecret } from "~/accounts/token.server";
import { fingerprint } from "~/comments/editing/comment-edits.server";
import { MAX_COMMENT_VERSIONS } from "~/comments/editing/editing";
import { leave } from "~/flows/accounts/leave.server";
import { deleteComment } from "~/flows/responding/delete-comment.server";
import { editComment, withdrawOwnEdit } from "~/flows/responding/edit-comment.server";
import { RENDER_VERSION } from "~/markdown/version";
import { checkSite } from "~/portability/check-site.server";
import { setResponseStatus } from "~/responses/response-status.server";
import { newDatabaseUrl, SITE_URL } from "../../factories/database";
import { withChangeBefore } from "../../factories/meanwhile";
import { setHolding } from "../../factories/moderation";
import { createMember } from "../../factories/people";
import { CLIENT, createComment, createPost, NOW } from "../../factories/posts";
import { open } from "../../portability/sites";

const minutes = (count: number) => new Date(NOW.getTime() + count * 60 * 1000);
const BODY = "Words that stand.";

async function openComment() {
  const site = { ...open(await newDatabaseUrl()), siteUrl: SITE_URL };
  const { db } = site;
  const ada = await createMember(db, "ada");
  const bo = await createMember(db, "bo");
  const postId = await createPost(site, { slug: "first" });
  const id = await createComment(site, postId, { body: BODY }, { viewer: ada });
  const read = () => db.comment.findUniqueOrThrow({ where: { id }, include: { versions: true } });
  const edit = (body: string, at: number, { basedOn = fingerprint(BODY), deps = site, by = ada } = {}) =>
    editComment(deps, { member: by, id }, { body, basedOn }, minutes(at));
  const waiting = () => db.heldEdit.findMany();
  const answer = () => createComment(site, postId, { to: id }, { viewer: bo });
  const faults = async () => (await checkSite(site, { repair: false, now: NOW })).left;
  return { site, db, ada, bo, postId, id, read, edit, waiting, answer, faults };
}

test("replaces the text, its rendering and its links, without a mark in the first minutes", async () => {
  const { db, id, read, edit, faults } = await openComment();
  expect(await edit("See [the first](/posts/first).", 14)).toMatchObject({ ok: true });
  const { source, html, excerpt, renderVersion, editedAt, versions } = await read();
  expect({ source, excerpt, renderVersion, editedAt, versions }).toEqual({
    source: "See [the first](/posts/first).",
    ...{ excerpt: "See the first.", renderVersion: RENDER_VERSION, editedAt: null, versions: [] },
  });
  expect(html).toContain('<a href="/posts/first">');
  expect(await db.link.findMany({ where: { commentId: id } })).toMatchObject([{ href: "/posts/first" }]);
  expect(await faults()).toEqual([]);
});

test("marks later edits, and keeps each text with the time when it was written", async () => {
  const { read, edit } = await openComment();
  await edit("Second.", 20);
  await edit("Third.", 40, { basedOn: fingerprint("Second.") });
  const { source, editedAt, versions } = await read();
  expect({ source, editedAt }).toEqual({ source: "Third.", editedAt: minutes(40) });
  expect(versions).toMatchObject([
    { number: 1, source: BODY, createdAt: NOW },
    { number: 2, source: "Second.", createdAt: minutes(20) },
  ]);
});

test("takes the same text again as no edit, also when the form is sent twice", async () => {
  const { read, edit } = await openComment();
  await edit("Second.", 20);
  expect(await edit("Second.", 21)).toMatchObject({ ok: true });
  const { editedAt, versions } = await read();
  expect(editedAt).toEqual(minutes(20));
  expect(versions).toHaveLength(1);
});

test("refuses a comment of another member, an unknown one and a deleted one alike", async () => {
  const { site, ada, bo, id, read, edit } = await openComment();
  const refused = { ok: false, reason: "comment.not-found" };
  expect(await edit("Mine now.", 1, { by: bo })).toEqual(refused);
  expect(await read()).toMatchObject({ source: BODY });
  const unknown = { body: "a", basedOn: "" };
  expect(await editComment(site, { member: ada, id: id + 99 }, unknown, NOW)).toEqual(refused);
  await deleteComment(site, ada, id, NOW);
  expect(await edit("Back again.", 1)).toEqual(refused);
});

test("refuses an edit once someone has replied and the time is over, also if the reply comes meanwhile", async () => {
  const { site, read, edit, answer } = await openComment();
  const deps = { ...site, db: withChangeBefore(site.db, answer) };
  expect(await edit("Not what was answered.", 16, { deps })).toEqual({
    ok: false,
    reason: "comment.answered",
  });
  expect(await read()).toMatchObject({ source: BODY, editedAt: null });
});

test("refuses an edit of a comment that a moderator removes meanwhile", async () => {
  const { site, id, read, edit } = await openComment();
  const remove = () => site.db.write((tx) => setResponseStatus(tx, { kind: "comment", id }, "removed"));
  const deps = { ...site, db: withChangeBefore(site.db, remove) };
  expect(await edit("Better words.", 1, { deps })).toEqual({ ok: false, reason: "comment.hidden" });
  expect(await read()).toMatchObject({ source: BODY });
});

test("refuses an edit that rests on another text, as from a second tab", async () => {
  const { read, edit } = await openComment();
  await edit("From one tab.", 1);
  expect(await edit("From the other.", 2)).toEqual({ ok: false, reason: "comment.changed" });
  expect(await edit("Without a form.", 2, { basedOn: "" })).toEqual({ ok: false, reason: "comment.changed" });
  expect(await read()).toMatchObject({ source: "From one tab." });
});

test("refuses texts with the limits of a reply", async () => {
  const { edit } = await openComment();
  expect(await edit("&nbsp;", 1)).toEqual({ ok: false, reason: "comment.empty" });
  const many = Array.from({ length: 7 }, (_, index) => `<https://example.org/${index}>`).join(" ");
  expect(await edit(many, 1)).toEqual({ ok: false, reason: "comment.too-many-links" });
});

test("refuses a further edit at the limit of versions", async () => {
  const { db, id, edit } = await openComment();
  const numbers = Array.from({ length: MAX_COMMENT_VERSIONS }, (_, index) => index + 1);
  await db.commentVersion.createMany({
    data: numbers.map((number) => ({ commentId: id, number, source: "", createdAt: NOW })),
  });
  expect(await edit("Once more.", 60)).toEqual({ ok: false, reason: "comment.edited-often" });
});

test("lets an edit that has to wait wait beside the approved text, and a newer one take its place", async () => {
  const { db, read, edit, waiting } = await openComment();
  await setHolding(db, "everyone");
  expect(await edit("Other words.", 1)).toMatchObject({ ok: true, waits: true });
  expect(await read()).toMatchObject({ status: "approved", source: BODY, versions: [] });
  const [first] = await waiting();
  expect(first).toMatchObject({ source: "Other words.", status: "held", heldFor: "everyone" });
  expect(await edit("Other words.", 2)).toMatchObject({ ok: true, waits: true });
  expect(await waiting()).toEqual([first]);
  expect(await edit("From another tab.", 2)).toEqual({ ok: false, reason: "comment.changed" });
  const newer = { basedOn: fingerprint("Other words.") };
  expect(await edit("Newer words.", 3, newer)).toMatchObject({ ok: true, waits: true });
  const [second, ...more] = await waiting();
  expect([second, more]).toMatchObject([{ source: "Newer words." }, []]);
  expect(second?.id).not.toBe(first?.id);
});

test("withdraws an edit that waits with the published text, by its writer's wish, or with one that needn't wait", async () => {
  const { site, db, ada, bo, id, read, edit, waiting } = await openComment();
  const basedOn = fingerprint("Waiting.");
  await setHolding(db, "everyone");
  await edit("Waiting.", 1);
  expect(await edit(BODY, 2, { basedOn })).toMatchObject({ ok: true, waits: false });
  expect(await waiting()).toEqual([]);
  await edit("Waiting.", 3);
  expect(await withdrawOwnEdit(site, { member: bo, id })).toBeNull();
  expect(await withdrawOwnEdit(site, { member: ada, id })).toBe(true);
  expect(await withdrawOwnEdit(site, { member: ada, id })).toBe(false);
  await edit("Waiting.", 4);
  await setHolding(db, "nobody");
  expect(await edit("Published at once.", 5, { basedOn })).toMatchObject({ ok: true, waits: false });
  expect([await read(), await waiting()]).toMatchObject([{ source: "Published at once." }, []]);
});

test("keeps the later of two edits that are sent at the same time", async () => {
  const { site, db, edit, waiting } = await openComment();
  await setHolding(db, "everyone");
  const deps = { ...site, db: withChangeBefore(site.db, () => edit("First.", 1)) };
  expect(await edit("Second.", 1, { deps })).toEqual({ ok: false, reason: "comment.changed" });
  expect(await waiting()).toMatchObject([{ source: "First." }]);
  const both = await Promise.all(
    ["Third.", "Fourth."].map((body) => edit(body, 2, { basedOn: fingerprint("First.") })),
  );
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await waiting()).toHaveLength(1);
});

test("edits a held comment itself, which waits anyhow", async () => {
  const { db, id, read, edit } = await openComment();
  await db.write((tx) => setResponseStatus(tx, { kind: "comment", id }, "held"));
  expect(await edit("Other words.", 1)).toMatchObject({ ok: true });
  expect(await read()).toMatchObject({ status: "held", source: "Other words." });
  // What moderators see beside it is about the new text.
  expect(await db.spamVerdict.findMany()).toMatchObject([{ commentId: id }]);
});

test("lets a guest edit by the secret, and nobody by a wrong one", async () => {
  const { site, db, postId } = await openComment();
  const id = await createComment(site, postId, { body: BODY });
  await db.comment.update({ where: { id }, data: { secretHash: hashSecret("the-secret") } });
  const input = { body: "A guest’s second thought.", basedOn: fingerprint(BODY) };
  expect(await editComment(site, { secret: "another", clientAddress: CLIENT }, input, minutes(1))).toEqual({
    ok: false,
    reason: "comment.not-found",
  });
  expect(
    await editComment(site, { secret: "the-secret", clientAddress: CLIENT }, input, minutes(1)),
  ).toMatchObject({ ok: true });
  expect(await db.comment.findUnique({ where: { id } })).toMatchObject({ source: input.body });
});

test("asks the spam filter about a guest’s edit", async () => {
  const { site, db, postId } = await openComment();
  const body = "Buy the finest lamps of the whole valley now, for half of the price that others ask you for.";
  await createComment(site, await createPost(site), { body });
  const id = await createComment(site, postId, { body: BODY });
  await db.comment.update({ where: { id }, data: { secretHash: hashSecret("mine") } });
  const input = { body, basedOn: fingerprint(BODY) };
  const own = { secret: "mine", clientAddress: CLIENT };
  expect(await editComment(site, own, input, minutes(1))).toMatchObject({ ok: true, waits: true });
  expect(await db.heldEdit.findMany()).toMatchObject([{ commentId: id, heldFor: "suspected" }]);
  const verdict = await db.spamVerdict.findUnique({ where: { commentId: id } });
  expect(verdict?.evidence).toContain("copyOf");
  expect(await db.comment.findUnique({ where: { id } })).toMatchObject({ status: "approved", source: BODY });
});

test("a guest edits an approved comment also where newcomers wait", async () => {
  const { site, db, postId } = await openComment();
  const id = await createComment(site, postId, { body: BODY });
  await db.comment.update({ where: { id }, data: { secretHash: hashSecret("mine") } });
  await setHolding(db, "newcomers");
  const input = { body: "Better words.", basedOn: fingerprint(BODY) };
  const edited = await editComment(site, { secret: "mine", clientAddress: CLIENT }, input, minutes(1));
  expect(edited).toMatchObject({ ok: true, waits: false });
});

test("erases the earlier texts and the edit that waits with the comment, and when its writer leaves but lets it stay", async () => {
  const { site, db, ada, postId, id, edit, answer, faults } = await openComment();
  await edit("Second.", 20);
  const other = await createComment(site, postId, { body: "Another." }, { viewer: ada });
  const input = { body: "Second.", basedOn: fingerprint("Another.") };
  await editComment(site, { member: ada, id: other }, input, minutes(20));
  await setHolding(db, "everyone");
  const [mine, another] = ["Third.", "Third of another."];
  await edit(mine, 25, { basedOn: fingerprint("Second.") });
  await editComment(
    site,
    { member: ada, id: other },
    { ...input, body: another, basedOn: fingerprint("Second.") },
    minutes(25),
  );
  await answer();
  await deleteComment(site, ada, id, NOW);
  expect(await db.commentVersion.findMany()).toMatchObject([{ commentId: other }]);
  expect(await db.heldEdit.findMany()).toMatchObject([{ commentId: other, source: another }]);
  await leave(site, ada, "anonymise", NOW);
  expect([await db.commentVersion.count(), await db.heldEdit.count()]).toEqual([0, 0]);
  expect(await db.comment.findUnique({ where: { id: other } })).toMatchObject({ source: "Second." });
  expect(await faults()).toEqual([]);
});

test("reports and deletes earlier texts and edits of an erased comment", async () => {
  const { site, db, ada, id, answer, faults } = await openComment();
  await answer();
  await deleteComment(site, ada, id, NOW);
  await db.commentVersion.create({ data: { commentId: id, number: 1, source: "a", createdAt: NOW } });
  expect(await faults()).toMatchObject([{ row: `comment ${id}` }]);
  await checkSite(site, { repair: true, now: NOW });
  const waiting = { commentId: id, source: "a", status: "held", heldFor: "everyone" };
  await db.heldEdit.create({ data: { ...waiting, createdAt: NOW } });
  expect(await faults()).toMatchObject([{ row: `comment ${id}` }]);
  await checkSite(site, { repair: true, now: NOW });
  expect(await faults()).toEqual([]);
});
