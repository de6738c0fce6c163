import { expect, test } from "vitest";
import { mute } from "~/accounts/mute.server";
import { fingerprint } from "~/comments/editing/comment-edits.server";
import { tellOfMentionsJob } from "~/flows/following/tell-followers.server";
import { moderateResponses, undoModeration } from "~/flows/moderating/moderate-responses.server";
import { savePost } from "~/flows/publishing/publish-post.server";
import { editComment } from "~/flows/responding/edit-comment.server";
import { NEWS_MS } from "~/following/following.schema";
import { setPreference } from "~/following/preference.server";
import { subscriberOf } from "~/following/subscriber.server";
import { guest, type Viewer } from "~/people/viewer";
import { checkSite } from "~/portability/check-site.server";
import { decide, setHolding } from "../../factories/moderation";
import type { TestMember } from "../../factories/people";
import { buildPost, createComment, createPost, NOW } from "../../factories/posts";
import { open } from "../../portability/sites";
import { after, openFollowing } from "./following";

async function openMentions() {
  const all = await openFollowing();
  const [ada, bea] = [await all.join("ada"), await all.join("bea")];
  const postId = await createPost(all.site, { title: "Listening", slug: "listening", writers: ["grace"] });
  const say = (body: string, minutes = 0, viewer: Viewer = bea, to?: number) =>
    createComment(
      all.site,
      postId,
      { body, ...(to !== undefined && { to }) },
      { viewer, now: after(minutes) },
    );
  const edit = async (id: number, member: TestMember, body: string, minutes: number) => {
    const { source } = await all.db.comment.findUniqueOrThrow({ where: { id } });
    return editComment(all.site, { member, id }, { body, basedOn: fingerprint(source) }, after(minutes));
  };
  const subjects = async (minutes: number) =>
    (await all.send(minutes)).map(({ to, subject }) => `${to}: ${subject}`);
  return { ...all, ada, bea, postId, say, edit, subjects };
}

test("tells somebody who is mentioned, once, and not the writer", async () => {
  const { say, send, subjects, db } = await openMentions();
  await say("What does @ada say, and @bea?");
  const [mail, ...others] = await send(1);
  expect(others).toEqual([]);
  expect(mail).toMatchObject({ to: "ada@example.org", subject: "bea mentioned you on “Listening”" });
  expect(mail?.text).toContain("bea mentioned you in a response to “Listening”");
  expect(mail?.text).toContain("What does @ada say, and @bea?");
  expect(mail?.text).toContain("because somebody mentioned you.");
  expect(mail?.text).toMatch(/stop\?only=mention/);
  expect(await subjects(30)).toEqual([]);
  expect(await db.notification.findMany({ select: { reason: true } })).toEqual([{ reason: "mention" }]);
});

test("a reply that mentions its receiver tells them of the reply alone", async () => {
  const { say, subjects, ada } = await openMentions();
  const first = await say("A question", 0, ada);
  await say("@ada: yes", 1, undefined, first);
  expect(await subjects(2)).toEqual(["ada@example.org: bea replied to you on “Listening”"]);
});

test("a mention by a guest, of somebody who muted the writer, or who wants none, tells nobody", async () => {
  const { db, say, subjects, ada, bea } = await openMentions();
  await say("@ada", 0, guest);
  expect(await subjects(0)).toEqual([]);
  await db.write((tx) => mute(tx, { accountId: ada.accountId, personId: bea.id }, NOW));
  await say("@ada", 1);
  expect(await subjects(1)).toEqual([]);
  await db.mute.deleteMany();
  await db.write(async (tx) =>
    setPreference(tx, await subscriberOf(tx, ada.accountId, NOW), "mentions", "never"),
  );
  await say("@ada again", 2);
  expect(await subjects(20)).toEqual([]);
  expect(await db.notification.count()).toBe(0);
});

test("a held response tells nobody before it is approved", async () => {
  const { site, db, say, subjects, join } = await openMentions();
  const moderator = await join("moderator");
  await db.account.update({ where: { id: moderator.accountId }, data: { role: "administrator" } });
  await setHolding(db, "everyone");
  const id = await say("@ada");
  expect(await subjects(1)).toEqual([]);
  await decide(site, { ...moderator, role: "administrator" }, "approve", [id], after(2));
  expect(await subjects(10)).toEqual(["ada@example.org: bea mentioned you on “Listening”"]);
});

test("an edit tells those whom it adds, once; and nobody twice whom it takes out and brings back", async () => {
  const { db, say, edit, subjects, bea, join } = await openMentions();
  await join("carla");
  const id = await say("@ada", 0);
  expect(await subjects(1)).toHaveLength(1);
  await edit(id, bea, "@ada and @carla", 2);
  expect(await subjects(3)).toEqual(["carla@example.org: bea mentioned you on “Listening”"]);
  await edit(id, bea, "nobody", 4);
  expect(await db.mention.count()).toBe(0);
  await edit(id, bea, "@ada and @carla", 5);
  expect(await subjects(30)).toEqual([]);
});

test("an edit that a moderator approves tells those whom it adds, once it can hardly be undone any more", async () => {
  const { site, db, say, edit, subjects, bea, join } = await openMentions();
  const mo = { ...(await join("mo")), moderates: true };
  await db.account.update({ where: { id: mo.accountId }, data: { moderates: true } });
  const id = await say("A text.");
  await setHolding(db, "everyone");
  await edit(id, bea, "A text for @ada.", 20);
  const { id: editId } = await db.heldEdit.findFirstOrThrow();
  const approve = async (at: number) => {
    const edits = [{ kind: "edit" as const, id: editId, status: "held" as const }];
    const decision = { action: "approve" as const, reason: "" as const, words: "" };
    const done = await moderateResponses(site, mo, edits, decision, after(at));
    return done.ok ? (done.entryIds[0] ?? 0) : 0;
  };
  const entryId = await approve(30);
  expect(await undoModeration(site, mo, entryId, after(31))).toMatchObject({ undone: 1 });
  expect(await subjects(40)).toEqual([]);
  await approve(50);
  expect(await subjects(51)).toEqual([]);
  expect(await subjects(53)).toEqual(["ada@example.org: bea mentioned you on “Listening”"]);
});

test("the first five of a response are told, and fifty in a day", async () => {
  const { db, say, tell, join, bea } = await openMentions();
  for (let at = 0; at < 7; at++) await join(`member-${at}`);
  // One's own name takes no place.
  const all = `@bea ${Array.from({ length: 7 }, (_, at) => `@member-${at}`).join(" ")}`;
  for (let at = 0; at < 11; at++) await say(`${at} ${all}`, at);
  await tell(20);
  expect(await db.mention.count({ where: { toldAt: { not: null } } })).toBe(50);
  const told = await db.notification.findMany({
    where: { comment: { personId: bea.id } },
    distinct: ["subscriberId"],
    select: { subscriber: { select: { account: { select: { person: { select: { handle: true } } } } } } },
  });
  expect(told.map(({ subscriber }) => subscriber.account?.person.handle).sort()).toEqual(
    Array.from({ length: 5 }, (_, at) => `member-${at}`),
  );
  await say(all, 25 * 60);
  await tell(25 * 60 + 1);
  expect(await db.notification.count()).toBe(55);
});

test("an edit tells no more than five in all, and none of a response that is no news any more", async () => {
  const { site, db, say, edit, tell, join, bea } = await openMentions();
  for (let at = 0; at < 7; at++) await join(`member-${at}`);
  const mentions = (count: number) => Array.from({ length: count }, (_, at) => `@member-${at}`).join(" ");
  const id = await say(mentions(3));
  await tell(1);
  await edit(id, bea, mentions(7), 2);
  await tell(3);
  expect(await db.mention.count({ where: { toldAt: { not: null } } })).toBe(5);
  const old = await say("@ada");
  await tellOfMentionsJob.run(site, { id: old }, new Date(after(0).getTime() + NEWS_MS + 1));
  expect(await db.mention.count({ where: { commentId: old, toldAt: null } })).toBe(1);
});

test("mentions in posts count to the day of their writers, and to nobody else's", async () => {
  const { site, db, say, tell, join } = await openMentions();
  const members: number[] = [];
  for (let at = 0; at < 5; at++) members.push((await join(`member-${at}`)).id);
  const tellInPosts = async (writer: string) => {
    for (let at = 0; at < 10; at++) {
      const postId = await createPost(site, { writers: [writer] });
      const told = members.map((personId) => ({ postId, personId, handle: "x", toldAt: after(0) }));
      await db.mention.createMany({ data: told });
    }
  };
  const isTold = async (minutes: number) => {
    const id = await say(`@ada, after ${minutes}`, minutes);
    await tell(minutes);
    return (await db.mention.count({ where: { commentId: id, toldAt: { not: null } } })) === 1;
  };
  await tellInPosts("grace");
  const other = await createPost(site, { writers: ["grace"] });
  await createComment(site, other, { body: "@ada" }, { viewer: guest, now: after(0) });
  expect(await isTold(1)).toBe(true);
  await tellInPosts("bea");
  expect(await isTold(2)).toBe(false);
});

test("two processes that tell of the same and of other responses at once tell each person once, and keep to the day's limit", async () => {
  const { site, db, say, join } = await openMentions();
  const other = { ...site, ...open(site.url) };
  for (let at = 0; at < 5; at++) await join(`member-${at}`);
  const all = Array.from({ length: 5 }, (_, at) => `@member-${at}`).join(" ");
  const ids: number[] = [];
  for (let at = 0; at < 11; at++) ids.push(await say(`${at} ${all}`, at));
  const tellAll = (by: typeof site, some: number[]) =>
    Promise.all(some.map((id) => tellOfMentionsJob.run(by, { id }, after(20))));
  await Promise.all([tellAll(site, ids), tellAll(other, ids.toReversed())]);
  expect(await db.mention.count({ where: { toldAt: { not: null } } })).toBe(50);
  const told = await db.notification.groupBy({ by: ["subscriberId", "commentId"], _count: true });
  expect(told.filter(({ _count }) => _count > 1)).toEqual([]);
});

test("edits at once that mention the same person leave one mention, and check finds nothing", async () => {
  const { site, db, say, bea } = await openMentions();
  const other = { ...site, ...open(site.url) };
  const id = await say("A text.");
  const input = { body: "For @ada.", basedOn: fingerprint("A text.") };
  const both = await Promise.all(
    [site, other].map((by) => editComment(by, { member: bea, id }, input, after(2))),
  );
  expect(both.some(({ ok }) => ok)).toBe(true);
  expect(await db.mention.count()).toBe(1);
  expect((await checkSite(site, { repair: false, now: NOW })).left).toEqual([]);
});

test("a post that is published tells those whom it mentions, and an edit of it nobody", async () => {
  const { site, bea, subjects } = await openMentions();
  const input = buildPost({ writers: ["bea"], title: "Thanks", source: "Thanks to @ada." });
  const options = { personId: bea.id, submitterId: bea.id };
  const saved = await savePost(site, null, input, () => "published", after(0), options);
  expect(await subjects(6)).toEqual(["ada@example.org: bea mentioned you in “Thanks”"]);
  if (!saved.ok) throw new Error(saved.reason);
  await savePost(
    site,
    saved.postId,
    { ...input, source: "Thanks to @ada, @grace." },
    () => "published",
    after(7),
    options,
  );
  expect(await subjects(30)).toEqual([]);
});
