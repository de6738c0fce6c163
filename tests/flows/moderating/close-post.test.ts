import { expect, test } from "vitest";
import { closePost } from "~/flows/moderating/close-post.server";
import { replyTo } from "~/flows/responding/reply.server";
import { guest, type Viewer } from "~/people/viewer";
import { type Closing, type ClosingInput, describeClosing } from "~/posts/conversation/closing";
import { setResponseStatus } from "~/responses/response-status.server";
import { newDatabaseUrl } from "../../factories/database";
import { withChangeBefore } from "../../factories/meanwhile";
import { createMember } from "../../factories/people";
import { buildReply, CLIENT, createComment, createPost, NOW } from "../../factories/posts";
import { open } from "../../portability/sites";

const AS_USUAL = { slowMinutes: 0, ageRule: "site" } as const;
const OPEN = { repliesFrom: "everyone", closedWords: "", ...AS_USUAL } as const;
const LOCKED = { repliesFrom: "nobody", closedWords: "The question is answered.", ...AS_USUAL } as const;
const MEMBERS = { repliesFrom: "members", closedWords: "", ...AS_USUAL } as const;

const barred = (reason: string, words = "") => ({
  ok: false,
  reason: "reply.barred",
  bar: { reason, words },
});

async function openPost() {
  const site = open(await newDatabaseUrl());
  const mo = await createMember(site.db, "mo", { moderates: true });
  const ada = await createMember(site.db, "ada");
  const zoe = await createMember(site.db, "zoe");
  const postId = await createPost(site, { writers: ["zoe"] });
  const close = (closing: Omit<ClosingInput, "basedOn">, basedOn: Closing = OPEN, by = mo) =>
    closePost(site, by, postId, { ...closing, basedOn: describeClosing(basedOn) }, NOW);
  const reply = (viewer: Viewer, deps = site) =>
    replyTo(deps, viewer, postId, buildReply(), { now: NOW, clientAddress: CLIENT });
  const read = () =>
    site.db.post.findUniqueOrThrow({
      where: { id: postId },
      select: { repliesFrom: true, closedWords: true, slowMinutes: true, ageRule: true, responseCount: true },
    });
  return { site, mo, ada, zoe, postId, close, reply, read };
}

test("refuses replies to a closed post by everyone, and to one for members by guests", async () => {
  const { ada, mo, close, reply, read } = await openPost();
  await close(MEMBERS);
  expect(await reply(guest)).toEqual(barred("post.members-only"));
  expect(await reply(ada)).toMatchObject({ ok: true });
  await close(LOCKED, MEMBERS);
  for (const viewer of [guest, ada, mo])
    expect(await reply(viewer)).toEqual(barred("post.closed", LOCKED.closedWords));
  expect(await read()).toEqual({ ...LOCKED, responseCount: 1 });
});

test("refuses a reply when the post is closed while its text is rendered", async () => {
  const { site, ada, close, reply } = await openPost();
  const deps = { ...site, db: withChangeBefore(site.db, () => close(LOCKED)) };
  expect(await reply(ada, deps)).toEqual(barred("post.closed", LOCKED.closedWords));
});

test("lets a moderator approve a held reply to a closed post", async () => {
  const { site, postId, close } = await openPost();
  const id = await createComment(site, postId);
  await site.db.write((tx) => setResponseStatus(tx, { kind: "comment", id }, "held"));
  await close(LOCKED);
  const approved = await site.db.write((tx) => setResponseStatus(tx, { kind: "comment", id }, "approved"));
  expect(approved).toMatchObject({ ok: true });
});

test("refuses a decision by a member who isn't a moderator, or that rests on an earlier one", async () => {
  const { ada, close, read } = await openPost();
  expect(await close(LOCKED, OPEN, ada)).toEqual({ ok: false, reason: "moderator.not-allowed" });
  await close(LOCKED);
  expect(await close(MEMBERS)).toMatchObject({ ok: false, reason: "post.closing-changed", present: LOCKED });
  expect(await close(LOCKED)).toEqual({ ok: true });
  expect(await read()).toMatchObject(LOCKED);
});

test("forgets the reason when the post is open again", async () => {
  const { site, mo, postId, close, read } = await openPost();
  await close(LOCKED);
  const again = { ...OPEN, closedWords: "Left over." };
  await closePost(site, mo, postId, { ...again, basedOn: describeClosing(LOCKED) }, NOW);
  expect(await read()).toMatchObject(OPEN);
});

test("logs each decision with the post and the reason, once", async () => {
  const { site, mo, postId, close } = await openPost();
  await close(LOCKED);
  await close(LOCKED);
  await close(MEMBERS, LOCKED);
  const entries = await site.db.moderationEntry.findMany({ orderBy: { id: "asc" } });
  const by = { postId, personId: mo.id, commentId: null };
  expect(entries).toMatchObject([
    { ...by, action: "close-post", words: LOCKED.closedWords },
    { ...by, action: "close-to-guests", words: "" },
  ]);
});

test("logs slow mode with its minutes, and that a post stays open whatever its age", async () => {
  const { site, close } = await openPost();
  const slow = { ...OPEN, slowMinutes: 15 };
  const kept = { ...OPEN, ageRule: "open" } as const;
  await close(slow);
  await close(kept, slow);
  await close(OPEN, kept);
  const entries = await site.db.moderationEntry.findMany({ orderBy: { id: "asc" } });
  expect(entries.map(({ action, reason }) => [action, reason])).toEqual([
    ["slow-mode", "15"],
    ["end-slow-mode", ""],
    ["keep-open", ""],
    ["end-keep-open", ""],
  ]);
});

test("lets the post's writer close it and open it again, but not undo a moderator's decision", async () => {
  const { zoe, close, read } = await openPost();
  expect(await close(LOCKED, OPEN, zoe)).toEqual({ ok: true });
  expect(await close(OPEN, LOCKED, zoe)).toEqual({ ok: true });
  expect(await close(MEMBERS)).toEqual({ ok: true });
  const refused = { ok: false, reason: "post.moderator-decided" };
  expect(await close(OPEN, MEMBERS, zoe)).toEqual(refused);
  expect(await close(LOCKED, MEMBERS, zoe)).toEqual(refused);
  expect(await read()).toMatchObject(MEMBERS);
});
