import { expect, test } from "vitest";
import { addHeldComment } from "~/comments/comment.server";
import { newIdPrefix } from "~/comments/comment-rendering.server";
import { editPost } from "~/flows/publishing/publish-post.server";
import { deleteComment } from "~/flows/responding/delete-comment.server";
import { guest, type Speaker } from "~/people/viewer";
import { checkSite } from "~/portability/check-site.server";
import { findPost } from "~/posts/filed-post.server";
import { listRecentResponses } from "~/responses/recent/recent-responses.server";
import { MAX_RESPONSES_PER_PAGE } from "~/responses/response-pages";
import { setResponseStatus } from "~/responses/response-status.server";
import { findCommentAddress, findPingbackAddress, listResponses } from "~/responses/responses.server";
import type { ResponseStatus } from "~/visibility/status";
import { everyone } from "~/visibility/visibility.server";
import { newDatabaseUrl } from "../factories/database";
import { createMember } from "../factories/people";
import { buildPost, buildReply, createComment, createPost, NOW } from "../factories/posts";
import { open } from "../portability/sites";

type Status = Exclude<ResponseStatus, "erased">;

async function openSite() {
  const site = open(await newDatabaseUrl());
  const postId = await createPost(site, { slug: "first" });
  const invalidated: string[] = [];
  site.db.onChange((keys) => void invalidated.push(...keys));
  const { db } = site;
  return {
    ...{ site, db, postId, invalidated },
    set: (id: number, to: Status, kind: "comment" | "pingback" = "comment") =>
      db.write((tx) => setResponseStatus(tx, { kind, id }, to)),
    /** Adds a held comment, by a guest by default. */
    async hold(to?: number, speaker: Speaker = guest) {
      const text = { html: "<p>Held.</p>", excerpt: "Held." };
      const comment = { postId, input: buildReply({ body: "Held.", to }), text, idPrefix: newIdPrefix() };
      const added = await db.write((tx) => addHeldComment(tx, speaker, comment, "everyone", NOW));
      if (!added.ok) throw new Error(added.reason);
      return added.id;
    },
    /** The public discussion: each number with its text or placeholder. */
    async thread() {
      const post = await findPost(db, everyone, "first");
      const page = post && (await listResponses(db, post, 1));
      const shown = page?.responses.map((one) =>
        one.kind === "pingback" ? one.title : (one.placeholder ?? one.html.replace(/<[^>]*>|\n/g, "")),
      );
      return { count: post?.responseCount, shown, numbers: page?.responses.map(({ number }) => number) };
    },
    problems: async () => (await checkSite(site, { repair: false, now: NOW })).left,
  };
}

const rowOf = ({ db }: Awaited<ReturnType<typeof openSite>>, id: number) =>
  db.comment.findUniqueOrThrow({
    where: { id },
    select: { number: true, path: true, status: true, replyCount: true },
  });

test("hides a held comment from every page, and gives it number and place when it is approved", async () => {
  const site = await openSite();
  const top = await createComment(site.site, site.postId, { body: "Top." });
  const before = await site.thread();
  site.invalidated.length = 0;
  const held = await site.hold(top);
  expect(await rowOf(site, held)).toEqual({ number: null, path: null, status: "held", replyCount: 0 });
  expect([site.invalidated, await site.thread()]).toEqual([[], before]);
  expect(await findCommentAddress(site.db, held)).toBeNull();
  expect(await site.problems()).toEqual([]);

  await createComment(site.site, site.postId, { body: "Later." });
  expect(await site.set(held, "approved")).toMatchObject({ ok: true, was: "held" });
  expect(await rowOf(site, held)).toMatchObject({ number: 3, path: "00010003" });
  expect(await site.thread()).toEqual({ count: 3, shown: ["Top.", "Held.", "Later."], numbers: [1, 3, 2] });
  expect(site.invalidated).toEqual(expect.arrayContaining(["responses", `post:${site.postId}`]));
  expect(await findCommentAddress(site.db, held)).toBe(`/posts/first#comment-${held}`);
  expect(await site.problems()).toEqual([]);
});

test("gives spam that was never approved no number, and changes no page", async () => {
  const site = await openSite();
  const held = await site.hold();
  site.invalidated.length = 0;
  expect(await site.set(held, "spam")).toMatchObject({ ok: true, was: "held" });
  expect(await rowOf(site, held)).toMatchObject({ number: null, path: null, status: "spam" });
  expect(site.invalidated).toEqual([]);
  await createComment(site.site, site.postId, { body: "Next." });
  expect(await site.thread()).toEqual({ count: 1, shown: ["Next."], numbers: [1] });
});

test.each(["held", "spam", "removed"] as const)(
  "keeps number and text of a comment set to %s, and restores it by approval",
  async (to) => {
    const site = await openSite();
    const ada = await createMember(site.db, "ada");
    const only = await createComment(site.site, site.postId, { body: "Only." }, { viewer: ada });
    const before = await site.thread();
    site.invalidated.length = 0;
    expect(await site.set(only, to)).toMatchObject({ ok: true, was: "approved" });
    expect(await site.thread()).toEqual({ count: 0, shown: [], numbers: [] });
    expect(await findCommentAddress(site.db, only)).toBeNull();
    expect(await listRecentResponses(site.db, 5)).toEqual([]);
    expect(site.invalidated).toEqual(
      expect.arrayContaining(["responses", `post:${site.postId}`, `said:${ada.id}`]),
    );
    expect(await site.problems()).toEqual([]);
    await createComment(site.site, site.postId, { body: "Second." });
    expect(await site.set(only, "approved")).toMatchObject({ ok: true, was: to });
    expect(await site.thread()).toEqual({ count: 2, shown: ["Only.", "Second."], numbers: [1, 2] });
    expect(before.numbers).toEqual([1]);
    expect(await site.problems()).toEqual([]);
  },
);

test("shows a placeholder for a hidden comment while a reply has a place", async () => {
  const site = await openSite();
  const top = await createComment(site.site, site.postId, { body: "Top." });
  const middle = await createComment(site.site, site.postId, { body: "Middle.", to: top });
  const below = await createComment(site.site, site.postId, { body: "Below.", to: middle });
  await site.set(top, "removed");
  await site.set(middle, "held");
  expect(await site.thread()).toEqual({
    count: 1,
    shown: ["hidden", "waiting", "Below."],
    numbers: [1, 2, 3],
  });
  expect(await findCommentAddress(site.db, top)).toBe(`/posts/first#comment-${top}`);
  expect(await site.problems()).toEqual([]);
  await site.set(below, "spam");
  expect(await site.thread()).toEqual({ count: 0, shown: [], numbers: [] });
  expect(await findCommentAddress(site.db, top)).toBeNull();
  expect(await site.problems()).toEqual([]);
  await site.set(below, "approved");
  expect((await site.thread()).shown).toEqual(["hidden", "waiting", "Below."]);
  await site.set(top, "approved");
  await site.set(middle, "approved");
  expect((await site.thread()).shown).toEqual(["Top.", "Middle.", "Below."]);
  expect(await site.problems()).toEqual([]);
});

test("reveals nothing of a hidden comment in its placeholder", async () => {
  const site = await openSite();
  const ada = await createMember(site.db, "ada", { name: "Ada Secret" });
  const top = await createComment(site.site, site.postId, { body: "Hidden words." }, { viewer: ada });
  await createComment(site.site, site.postId, { to: top });
  await site.set(top, "spam");
  const post = await findPost(site.db, everyone, "first");
  const page = post && (await listResponses(site.db, post, 1));
  expect(page?.responses).toHaveLength(2);
  expect(JSON.stringify(page)).not.toMatch(/Hidden words|Ada Secret|"ada"|spam/);
  expect(page?.responses[0]).toMatchObject({ personId: null, link: null });
  expect(page?.responses[1]).toMatchObject({ parent: { personId: null } });
});

test("refuses the first approval below a comment that is not readable, and changes nothing", async () => {
  const site = await openSite();
  const top = await createComment(site.site, site.postId, { body: "Top." });
  const held = await site.hold(top);
  await site.set(top, "removed");
  const refused = { ok: false, reason: "comment.parent-not-found" };
  expect(await site.set(held, "approved")).toEqual(refused);
  expect(await rowOf(site, held)).toMatchObject({ number: null, status: "held" });
  expect(await site.db.post.findFirst()).toMatchObject({ responseNumber: 1, responseCount: 0 });
  await site.set(top, "approved");
  expect(await site.set(held, "approved")).toMatchObject({ ok: true, was: "held" });
  expect(await site.problems()).toEqual([]);
});

test("refuses to restore an erased comment, and finds no deleted one", async () => {
  const site = await openSite();
  const ada = await createMember(site.db, "ada");
  const top = await createComment(site.site, site.postId, {}, { viewer: ada });
  const reply = await createComment(site.site, site.postId, { to: top }, { viewer: ada });
  await deleteComment(site.site, ada, top, NOW);
  expect(await site.set(top, "approved")).toEqual({ ok: false, reason: "comment.erased" });
  await deleteComment(site.site, ada, reply, NOW);
  expect(await site.set(reply, "approved")).toEqual({ ok: false, reason: "comment.not-found" });
});

test("deletes a held comment by its author, without a number", async () => {
  const site = await openSite();
  const ada = await createMember(site.db, "ada");
  const top = await createComment(site.site, site.postId, { body: "Top." });
  const held = await site.hold(top, ada);
  expect(await deleteComment(site.site, ada, held, NOW)).toEqual({ ok: true });
  expect(await site.db.comment.count()).toBe(1);
  expect(await site.thread()).toEqual({ count: 1, shown: ["Top."], numbers: [1] });
  expect(await site.problems()).toEqual([]);
});

test("hides and shows a pingback with its count, also when its link is removed meanwhile", async () => {
  const site = await openSite();
  await createPost(site.site, { slug: "second", title: "Second", source: "See [it](/posts/first)." });
  const { id } = await site.db.pingback.findFirstOrThrow();
  expect(await site.thread()).toMatchObject({ count: 1, shown: ["Second"] });
  expect(await site.set(id, "removed", "pingback")).toMatchObject({ ok: true, was: "approved" });
  expect(await site.thread()).toMatchObject({ count: 0, shown: [] });
  expect(await findPingbackAddress(site.db, id)).toBeNull();
  expect(await site.problems()).toEqual([]);
  expect(await site.set(id, "approved", "pingback")).toMatchObject({ ok: true, was: "removed" });
  expect(await site.thread()).toMatchObject({ count: 1, shown: ["Second"], numbers: [1] });
  await site.set(id, "spam", "pingback");
  const source = await site.db.post.findFirstOrThrow({ where: { slug: "second" } });
  await editPost(site.site, source.id, buildPost({ slug: "second", source: "No link." }), NOW);
  expect(await site.thread()).toMatchObject({ count: 0, shown: [] });
  expect(await site.problems()).toEqual([]);
  expect(await site.set(99, "spam", "pingback")).toEqual({ ok: false, reason: "pingback.not-found" });
});

test("dates a conversation by its newest readable response, and by the approval of one that waited", async () => {
  const site = await openSite();
  const { db } = site;
  const day = (number: number) => new Date(NOW.getTime() + number * 86_400_000);
  const dated = async () => (await db.post.findUniqueOrThrow({ where: { id: site.postId } })).respondedAt;
  const [first, second] = [
    await createComment(site.site, site.postId, {}, { now: day(1) }),
    await createComment(site.site, site.postId, {}, { now: day(2) }),
  ];
  await site.set(second, "removed");
  expect([await dated(), await site.problems()]).toEqual([day(1), []]);
  await site.set(first, "removed");
  expect([await dated(), await site.problems()]).toEqual([null, []]);
  await site.set(second, "approved");
  expect(await dated()).toEqual(day(2));
  const held = await site.hold();
  await db.write((tx) => setResponseStatus(tx, { kind: "comment", id: held }, "approved", day(3)));
  expect([await dated(), await site.problems()]).toEqual([day(3), []]);
  await createPost(site.site, { slug: "later", source: "See [it](/posts/first)." }, day(4));
  expect(await dated()).toEqual(day(4));
  const ping = await db.pingback.findFirstOrThrow();
  await site.set(ping.id, "spam", "pingback");
  expect([await dated(), await site.problems()]).toEqual([day(2), []]);
});

test("refuses to hold a reply to a comment that is not readable", async () => {
  const site = await openSite();
  const top = await createComment(site.site, site.postId, {});
  await site.set(top, "removed");
  await expect(site.hold(top)).rejects.toThrow("comment.parent-not-found");
  expect(await site.db.comment.count()).toBe(1);
});

test("gives one number to a comment that two moderators approve at once", async () => {
  const site = await openSite();
  const held = await site.hold();
  const both = await Promise.all([site.set(held, "approved"), site.set(held, "approved")]);
  expect(both.map((one) => one.ok && one.was).toSorted()).toEqual(["approved", "held"]);
  expect(await site.db.post.findFirst()).toMatchObject({ responseNumber: 1, responseCount: 1 });
  expect(await site.problems()).toEqual([]);
});

test("puts a comment on the next page when it is approved after its page is full", async () => {
  const site = await openSite();
  const held = await site.hold();
  const rows = Array.from({ length: MAX_RESPONSES_PER_PAGE }, (_, index) => ({
    ...{
      postId: site.postId,
      number: index + 1,
      path: (index + 1).toString(36).padStart(4, "0"),
      status: "approved",
    },
    ...{ source: "x", html: "<p>x</p>", excerpt: "x", renderVersion: 1, createdAt: NOW },
  }));
  await site.db.comment.createMany({ data: rows });
  const full = { responseCount: MAX_RESPONSES_PER_PAGE, responseNumber: MAX_RESPONSES_PER_PAGE };
  await site.db.post.update({ where: { id: site.postId }, data: full });
  await site.set(held, "approved");
  expect(await findCommentAddress(site.db, held)).toBe(`/posts/first?page=2#comment-${held}`);
});
