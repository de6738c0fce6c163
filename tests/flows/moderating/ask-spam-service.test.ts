// What the spam service is asked and told, against a real server of the protocol, and what follows from its answers.

import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { fingerprint } from "~/comments/editing/comment-edits.server";
import { tellSpamServiceJob } from "~/flows/moderating/ask-spam-service.server";
import { tellWriterJob } from "~/flows/moderating/decision-news.server";
import { moderateResponses, undoModeration } from "~/flows/moderating/moderate-responses.server";
import { deleteGuestComment } from "~/flows/responding/delete-comment.server";
import { editComment } from "~/flows/responding/edit-comment.server";
import { replyTo } from "~/flows/responding/reply.server";
import { KEEP_CHECK_DAYS } from "~/moderation/spam/akismet/checks.server";
import { createSpamService, PAUSE_MS } from "~/moderation/spam/akismet/spam-service.server";
import { learnSettledJob } from "~/moderation/spam/learning.server";
import { guest, type Viewer } from "~/people/viewer";
import { createLog } from "~/platform/log.server";
import { newDatabaseUrl, SITE_URL } from "../../factories/database";
import { decide, setHolding } from "../../factories/moderation";
import { createMember } from "../../factories/people";
import { buildReply, createComment, createPost, NOW } from "../../factories/posts";
import { type Answer, type SpamServer, startSpamServer } from "../../factories/spam-service";
import { open } from "../../portability/sites";

let server: SpamServer;
beforeAll(async () => {
  server = await startSpamServer();
});
afterAll(() => server.close());
beforeEach(() => {
  Object.assign(server, { asked: [], answer: "false" });
});

const SENDER = { clientAddress: "192.0.2.77", userAgent: "Lynx/2.9", referrer: `${SITE_URL}/posts/a` };
const later = (ms: number) => new Date(NOW.getTime() + ms);

async function openAsked({ limitMs = 5_000 } = {}) {
  const clock = { now: NOW };
  const settings = { url: server.url, key: "key", name: "Akismet" };
  const deps = { siteUrl: SITE_URL, log: createLog("silent"), now: () => clock.now, limitMs };
  const spamService = createSpamService(settings, deps);
  const site = { ...open(await newDatabaseUrl()), siteUrl: SITE_URL, spamService };
  const { db } = site;
  await setHolding(db, "suspected");
  const postId = await createPost(site, { slug: "a" });
  const mo = await createMember(db, "mo", { moderates: true });
  const reply = async (viewer: Viewer = guest, given = {}) => {
    const done = await replyTo(site, viewer, postId, buildReply(given), { now: NOW, ...SENDER });
    if (!done.ok) throw new Error(done.reason);
    return { ...done.comment, secret: done.secret ?? "" };
  };
  const heldFor = async ({ id }: { id: number }) => (await db.comment.findUnique({ where: { id } }))?.heldFor;
  /** Runs the jobs that a decision leads to. */
  const tell = async (entryId: number) => {
    await tellWriterJob.run(site, { entryId }, NOW);
    const jobs = await db.job.findMany({ where: { kind: tellSpamServiceJob.kind, queue: "outbound" } });
    expect(jobs.map(({ payload }) => JSON.parse(payload).entryId)).toContain(entryId);
    await tellSpamServiceJob.run(site, { entryId }, NOW);
  };
  const told = () => server.asked.filter(({ verb }) => verb.startsWith("submit-"));
  return { site, db, clock, postId, mo, reply, heldFor, tell, told };
}

test("asks about a guest’s reply, never with the e-mail address, and holds what the service takes for spam", async () => {
  const { db, reply, heldFor } = await openAsked();
  server.answer = "true";
  const typed = {
    name: "Bo",
    email: "bo@secret.example",
    site: "https://bo.example/",
    body: "Hello *there*.",
  };
  const held = await reply(guest, typed);
  expect(server.asked).toEqual([
    {
      verb: "comment-check",
      fields: {
        ...{ api_key: "key", blog: SITE_URL, blog_charset: "UTF-8", blog_lang: "en" },
        ...{ user_ip: "192.0.2.77", user_agent: "Lynx/2.9", referrer: `${SITE_URL}/posts/a` },
        ...{ permalink: `${SITE_URL}/posts/a`, comment_type: "comment", comment_content: "Hello *there*." },
        ...{ comment_author: "Bo", comment_author_url: "https://bo.example/" },
        honeypot_field_name: "homepage",
      },
    },
  ]);
  expect(JSON.stringify(server.asked)).not.toContain("secret.example");
  expect(await heldFor(held)).toBe("suspected");
  expect(await db.spamVerdict.findMany()).toMatchObject([{ evidence: '{"service":"Akismet"}' }]);
  server.answer = "false";
  expect(await heldFor(await reply(guest, { name: "Cy" }))).toBeNull();
  // The network address can't be read in the database.
  const checks = await db.spamCheck.findMany({ orderBy: { commentId: "asc" } });
  expect(checks.map(({ isSpam }) => isSpam)).toEqual([true, false]);
  expect(checks.map(({ sealed }) => Buffer.from(sealed, "base64url").includes("192.0.2"))).toEqual([
    false,
    false,
  ]);
});

test.each<[string, Answer]>([
  ["garbage", "perhaps"],
  ["that the key is invalid", "invalid"],
  ["a long page", "true".repeat(1_000)],
  ["500", (response) => void response.writeHead(500).end("true")],
  ["a redirect", (response) => void response.writeHead(307, { Location: `${server.url}/1.1/other` }).end()],
  ["by hanging up", (response) => void response.destroy()],
  ["nothing", () => {}],
])(
  "lets the site’s own filter decide where the service answers %s, and asks again after a minute",
  async (_what, answer) => {
    const { db, clock, reply, heldFor } = await openAsked({ limitMs: answer.length === 0 ? 500 : 5_000 });
    server.answer = answer;
    expect(await heldFor(await reply())).toBeNull();
    expect(await db.spamCheck.count()).toBe(0);
    server.answer = "true";
    expect(await heldFor(await reply())).toBeNull();
    expect(server.asked).toHaveLength(1);
    clock.now = later(PAUSE_MS);
    expect(await heldFor(await reply())).toBe("suspected");
    expect(server.asked).toHaveLength(2);
  },
);

test("asks about members until a comment of theirs is approved, and never about moderators, the post’s writers, or where nothing is held", async () => {
  const { site, db, mo, postId, reply } = await openAsked();
  const ada = await createMember(db, "ada", { name: "Ada Farrow" });
  const ken = await createMember(db, "ken-writes");
  await db.byline.create({ data: { postId, personId: ken.id, role: "writer", position: 9 } });
  await reply(mo);
  await reply(ken);
  expect(server.asked).toEqual([]);
  const unasked = { ...site, spamService: null };
  const to = await createComment(unasked, postId);
  const { id } = await reply(ada, { to });
  expect(server.asked).toMatchObject([{ fields: { comment_author: "Ada Farrow", comment_type: "reply" } }]);
  await decide(site, mo, "hold", [id]);
  await decide(site, mo, "approve", [id]);
  await reply(ada);
  await setHolding(db, "nobody");
  await reply();
  expect(server.asked).toHaveLength(1);
});

test("asks about a guest’s edit too, and an edit that it takes for spam waits", async () => {
  const { site, db, reply } = await openAsked();
  const { id, secret } = await reply(guest, { body: "As it was." });
  server.answer = "true";
  const input = { body: "Buy.", basedOn: fingerprint("As it was.") };
  expect(await editComment(site, { secret, ...SENDER }, input, NOW)).toMatchObject({ ok: true, waits: true });
  expect(server.asked[1]?.fields).toMatchObject({ comment_content: "Buy.", recheck_reason: "edit" });
  expect(await db.heldEdit.findMany()).toMatchObject([{ commentId: id, heldFor: "suspected" }]);
});

test("tells the service once what moderators decided otherwise, and nothing of what was undone or agreed", async () => {
  const { site, mo, reply, tell, told } = await openAsked();
  server.answer = "true";
  const [mistaken, right, undone] = [await reply(guest, { name: "Bo" }), await reply(), await reply()];
  server.answer = "false";
  const missed = await reply(guest, { name: "Cy" });
  const approved = await decide(site, mo, "approve", [mistaken.id]);
  await tell(approved);
  await tell(approved);
  await tell(await decide(site, mo, "mark-spam", [right.id]));
  const taken = await decide(site, mo, "approve", [undone.id], later(1));
  await undoModeration(site, mo, taken, later(2));
  await tell(taken);
  await tell(await decide(site, mo, "mark-spam", [missed.id], later(3)));
  expect(told().map(({ verb, fields }) => [verb, fields.comment_author, fields.user_ip])).toEqual([
    ["submit-ham", "Bo", "192.0.2.77"],
    ["submit-spam", "Cy", "192.0.2.77"],
  ]);
  expect(JSON.stringify(server.asked)).not.toContain("@");
});

test("tells the service what moderators decided otherwise about edits that waited", async () => {
  const { site, db, mo, reply, tell, told } = await openAsked();
  /** Posts "As it was.", and holds an edit of it about which the service gives this answer. */
  const edited = async (name: string, isSpam: "true" | "false") => {
    server.answer = "false";
    const { id, secret } = await reply(guest, { name, body: "As it was." });
    server.answer = isSpam;
    // Without it, what the service lets pass wouldn't wait.
    await db.comment.update({ where: { id }, data: { cutAt: NOW } });
    const input = { body: `By ${name}.`, basedOn: fingerprint("As it was.") };
    const sender = { ...SENDER, clientAddress: "192.0.2.78" };
    await editComment(site, { secret, ...sender }, input, NOW);
    return (await db.heldEdit.findUniqueOrThrow({ where: { commentId: id } })).id;
  };
  let seconds = 0;
  const decideEdit = async (id: number, action: "approve" | "mark-spam" | "remove") => {
    const decision = { action, reason: action === "remove" ? ("rude" as const) : ("" as const), words: "" };
    const seen = [{ kind: "edit", id, status: "held" } as const];
    const done = await moderateResponses(site, mo, seen, decision, later(++seconds));
    return (done.ok && done.entryIds[0]) || 0;
  };
  const mistaken = await decideEdit(await edited("Bo", "true"), "approve");
  await tell(mistaken);
  await tell(mistaken);
  await tell(await decideEdit(await edited("Cy", "true"), "mark-spam"));
  await tell(await decideEdit(await edited("Di", "false"), "approve"));
  await tell(await decideEdit(await edited("Ed", "false"), "remove"));
  await tell(await decideEdit(await edited("Fi", "false"), "mark-spam"));
  const undone = await decideEdit(await edited("Gus", "true"), "approve");
  await undoModeration(site, mo, undone, later(++seconds));
  await tell(undone);
  expect(told().map(({ verb, fields }) => [verb, fields.comment_content, fields.user_ip])).toEqual([
    ["submit-ham", "By Bo.", "192.0.2.78"],
    ["submit-spam", "By Fi.", "192.0.2.78"],
  ]);
  // What it said about the comments themselves isn't touched.
  expect(await db.spamCheck.count({ where: { isSpam: true } })).toBe(0);
  await learnSettledJob.run(site, {}, later((KEEP_CHECK_DAYS + 1) * 24 * 60 * 60 * 1000));
  expect(await db.spamEditCheck.count()).toBe(0);
});

test("keeps what it was told for 14 days, and no longer than the comment’s words", async () => {
  const { site, db, reply } = await openAsked();
  const { id, secret } = await reply();
  await reply();
  await deleteGuestComment(site, { id, secret }, NOW);
  expect(await db.spamCheck.count()).toBe(1);
  const day = 24 * 60 * 60 * 1000;
  await learnSettledJob.run(site, {}, later(KEEP_CHECK_DAYS * day));
  expect(await db.spamCheck.count()).toBe(1);
  await learnSettledJob.run(site, {}, later((KEEP_CHECK_DAYS + 1) * day));
  expect(await db.spamCheck.count()).toBe(0);
});
