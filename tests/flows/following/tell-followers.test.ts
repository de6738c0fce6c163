import { expect, test } from "vitest";
import { mute } from "~/accounts/mute.server";
import { editPost, savePost, withdrawPost } from "~/flows/publishing/publish-post.server";
import { hasMutedConversation, muteConversation, setPreference } from "~/following/preference.server";
import { subscriberOf } from "~/following/subscriber.server";
import { endSubscription, findSubscription } from "~/following/subscription.server";
import { saveSettings } from "~/site/site.server";
import { decide, setHolding } from "../../factories/moderation";
import type { TestMember } from "../../factories/people";
import { buildPost, createComment, createPost, NOW } from "../../factories/posts";
import { buildSettings } from "../../factories/settings";
import { after, openFollowing } from "./following";

type Site = Awaited<ReturnType<typeof openFollowing>>;

const say = ({ site }: Site, postId: number, by: TestMember, body: string, minutes = 0, to?: number) =>
  createComment(site, postId, { body, ...(to !== undefined && { to }) }, { viewer: by, now: after(minutes) });

const publish = async ({ site }: Site, by: TestMember, minutes: number, overrides = {}) => {
  const input = buildPost({ writers: [by.handle], ...overrides });
  const options = { personId: by.id, submitterId: by.id };
  const saved = await savePost(site, null, input, () => "published", after(minutes), options);
  if (!saved.ok) throw new Error(saved.reason);
  return saved.postId;
};

const asSubscriber = ({ db }: Site, { accountId }: TestMember) =>
  db.write((tx) => subscriberOf(tx, accountId, NOW));

test("tells the writer of a comment of a reply, and the post's writer, without their asking; and the replier of neither", async () => {
  const all = await openFollowing();
  const [ken, ada, bea] = [await all.join("ken"), await all.join("ada"), await all.join("bea")];
  const postId = await createPost(all.site, { title: "Listening", slug: "listening" });
  const first = await say(all, postId, ada, "What about *evenings*?");
  expect((await all.send(1)).map(({ to, subject }) => [to, subject])).toEqual([
    ["ken@example.org", "New responses to “Listening”"],
  ]);
  const reply = await say(all, postId, bea, "Evenings work.", 12, first);
  const [toAda, toKen, ...others] = await all.send(13);
  expect(others).toEqual([]);
  expect(toAda).toMatchObject({ to: ada.email, subject: "bea replied to you on “Listening”" });
  expect(toAda?.text).toContain("Evenings work.");
  expect(toAda?.text).toContain(`http://longtable.test/posts/listening/respond?to=${reply}&quote=1#respond`);
  expect(toAda?.text).toContain("You get this e-mail because somebody replied to you.");
  expect(toKen?.to).toBe(ken.email);
  expect(toKen?.text).toContain("because it is your post.");
});

test("tells somebody with several reasons once", async () => {
  const all = await openFollowing();
  await all.join("ken");
  const [ada, bea] = [await all.join("ada"), await all.join("bea")];
  const postId = await createPost(all.site);
  const first = await say(all, postId, ada, "A question.");
  await all.followAs(ada, { kind: "posts", id: postId });
  await all.followAs(ada, { kind: "comments", id: first });
  await all.followAs(ada, { kind: "people", id: bea.id });
  await say(all, postId, bea, "An answer.", 20, first);
  const mails = (await all.send(30)).filter(({ to }) => to === ada.email);
  expect(mails).toHaveLength(1);
  expect(mails[0]?.subject).toMatch(/^bea replied to you/);
});

test("groups a conversation's responses of ten minutes in one e-mail, which names the conversation", async () => {
  const all = await openFollowing();
  const [ada, bea] = [await all.join("ada"), await all.join("bea")];
  const postId = await createPost(all.site, { title: "Listening" });
  await all.followAs(ada, { kind: "posts", id: postId });
  await say(all, postId, bea, "One.", 0);
  const [first] = await all.send(1);
  await say(all, postId, bea, "Two.", 2);
  await say(all, postId, bea, "Three.", 5);
  expect(await all.send(6)).toEqual([]);
  const [second, ...others] = await all.send(12);
  expect(others).toEqual([]);
  expect(second?.text).toMatch(/Two\.[\s\S]*Three\./);
  expect(second?.text).not.toContain("One.");
  for (const mail of [first, second]) {
    expect(mail?.headers.get("in-reply-to")).toBe(`<post-${postId}@longtable.test>`);
    expect(mail?.headers.get("auto-submitted")).toBe("auto-generated");
  }
  expect(first?.headers.get("message-id")).not.toBe(second?.headers.get("message-id"));
});

test("tells followers of the site, a series, a tag and a writer of a new post, five minutes later and once", async () => {
  const all = await openFollowing();
  const { db } = all;
  const [ken, ada, bea, cy, dan] = [
    ...[await all.join("ken"), await all.join("ada"), await all.join("bea")],
    ...[await all.join("cy"), await all.join("dan")],
  ] as [TestMember, TestMember, TestMember, TestMember, TestMember];
  await createPost(all.site, { tags: ["the profession"], slug: "earlier" });
  const tag = await db.tag.findFirstOrThrow();
  const series = await db.series.create({
    data: {
      slug: "s",
      title: "Long walk",
      introSource: "",
      introHtml: "",
      status: "ongoing",
      createdAt: NOW,
    },
  });
  await all.followAs(ada, { kind: "site", id: 0 });
  await all.followAs(ada, { kind: "tags", id: tag.id });
  await all.followAs(bea, { kind: "series", id: series.id });
  await all.followAs(cy, { kind: "tags", id: tag.id });
  await all.followAs(dan, { kind: "people", id: ken.id });
  await all.followAs(ken, { kind: "site", id: 0 });
  await publish(all, ken, 0, { title: "New", tags: ["the profession"], series: "s" });
  expect(await all.send(4)).toEqual([]);
  const mails = await all.send(5);
  const why = ({ text }: { text: string }) => /because ([^.]*)\./.exec(text.replace(/\s+/g, " "))?.[1];
  expect(mails.map((mail) => [mail.to, mail.subject, why(mail)])).toEqual([
    [ada.email, "“New” by ken", "you follow the tag the profession"],
    [bea.email, "“New” by ken", "you follow the series “Long walk”"],
    [cy.email, "“New” by ken", "you follow the tag the profession"],
    [dan.email, "“New” by ken", "you follow ken"],
  ]);
  expect(await all.send(60)).toEqual([]);
});

test("tells of no import, no edit, no old post, none that was withdrawn meanwhile, and none that is published again", async () => {
  const all = await openFollowing();
  const [ken, ada] = [await all.join("ken"), await all.join("ada")];
  await all.followAs(ada, { kind: "site", id: 0 });
  await createPost(all.site, { slug: "imported" });
  expect(await all.send(60)).toEqual([]);
  const again = await publish(all, ken, 60, { slug: "again" });
  await withdrawPost(all.site, again, after(62));
  expect(await all.send(70)).toEqual([]);
  const kept = await publish(all, ken, 80, { slug: "kept" });
  expect(await all.send(90)).toHaveLength(1);
  await editPost(all.site, kept, buildPost({ slug: "kept" }), after(100));
  await withdrawPost(all.site, kept, after(101));
  const back = { personId: ken.id };
  await savePost(all.site, kept, buildPost({ slug: "kept" }), () => "published", after(102), back);
  expect(await all.send(120)).toEqual([]);
  const old = { personId: ken.id, datedAt: new Date(NOW.getTime() - 8 * 86_400_000) };
  await savePost(all.site, null, buildPost(), () => "published", after(130), old);
  expect(await all.send(140)).toEqual([]);
});

test("tells of a held comment when it is approved, and of none that is removed before its e-mail goes", async () => {
  const all = await openFollowing();
  const [ada, bea, mo] = [await all.join("ada"), await all.join("bea"), await all.join("mo")];
  await all.db.account.update({ where: { id: mo.accountId }, data: { moderates: true } });
  const moderator = { ...mo, moderates: true };
  const postId = await createPost(all.site);
  await all.followAs(ada, { kind: "posts", id: postId });
  await setHolding(all.db, "everyone");
  const held = await say(all, postId, bea, "Held.");
  expect(await all.send(5)).toEqual([]);
  await decide(all.site, moderator, "approve", [held], after(10));
  expect(await all.send(11)).toEqual([]);
  expect((await all.send(12)).map(({ to }) => to)).toEqual([ada.email]);
  const removed = await say(all, postId, bea, "Regretted.", 20);
  await decide(all.site, moderator, "approve", [removed], after(21));
  await all.tell(23);
  await decide(all.site, moderator, "remove", [removed], after(24));
  expect((await all.send(40)).filter(({ to }) => to === ada.email)).toEqual([]);
});

test("tells nobody who muted the conversation or the writer, ended the subscription, or wants no answers", async () => {
  const all = await openFollowing();
  const { db } = all;
  const [ada, bea] = [await all.join("ada"), await all.join("bea")];
  const postId = await createPost(all.site);
  const mine = await say(all, postId, ada, "Mine.");
  const subscriberId = await asSubscriber(all, ada);
  await db.write((tx) => muteConversation(tx, subscriberId, postId, NOW));
  expect(await hasMutedConversation(db, subscriberId, postId)).toBe(true);
  await say(all, postId, bea, "Muted.", 1, mine);
  expect(await all.send(20)).toEqual([]);
  await db.mutedConversation.deleteMany();
  await db.write((tx) => setPreference(tx, subscriberId, "replies", "never"));
  await say(all, postId, bea, "Unwanted.", 21, mine);
  expect(await all.send(40)).toEqual([]);
  await db.write((tx) => setPreference(tx, subscriberId, "replies", "at-once"));
  await db.write((tx) => mute(tx, { accountId: ada.accountId, personId: bea.id }, NOW));
  await say(all, postId, bea, "From a muted person.", 41, mine);
  expect(await all.send(60)).toEqual([]);
  await db.mute.deleteMany();
  await all.followAs(ada, { kind: "posts", id: postId });
  await say(all, postId, bea, "Too late.", 61);
  await all.tell(61);
  const followed = await findSubscription(db, subscriberId, { kind: "posts", id: postId });
  await db.write((tx) => endSubscription(tx, subscriberId, followed?.id ?? 0));
  expect(await all.send(80)).toEqual([]);
});

test("sends a day's things as one letter at the hour that its reader chose, posts first, and nothing when nothing is new", async () => {
  const all = await openFollowing();
  const [ken, ada, bea] = [await all.join("ken"), await all.join("ada"), await all.join("bea")];
  await saveSettings(all.site, buildSettings({ timeZone: "Europe/London" }));
  const postId = await createPost(all.site, { title: "Listening" });
  await all.followAs(ada, { kind: "posts", id: postId }, "daily");
  await all.followAs(ada, { kind: "site", id: 0 }, "daily");
  await say(all, postId, bea, "One.", 0);
  await publish(all, ken, 1, { title: "New" });
  // From 09:00 UTC to 07:00 of the next day in London's summer time.
  const morning = 21 * 60;
  const early = (await all.send(morning - 1)).filter(({ to }) => to === ada.email);
  expect(early).toEqual([]);
  const [letter, ...others] = (await all.send(morning)).filter(({ to }) => to === ada.email);
  expect(others).toEqual([]);
  expect(letter?.subject).toMatch(/: the day’s news$/);
  expect(letter?.text).toMatch(/ken published “New”[\s\S]*New responses to “Listening”\n\nbea\n\nOne\./);
  expect(await all.send(morning + 24 * 60)).toEqual([]);
});

test("notes what is told on the site alone, without an e-mail", async () => {
  const all = await openFollowing();
  const [ada, bea] = [await all.join("ada"), await all.join("bea")];
  const postId = await createPost(all.site);
  await all.followAs(ada, { kind: "posts", id: postId }, "site");
  const commentId = await say(all, postId, bea, "Quietly.");
  expect(await all.send(30)).toEqual([]);
  expect(
    await all.db.notification.findMany({ select: { commentId: true, reason: true, readAt: true } }),
  ).toEqual([{ commentId, reason: "post", readAt: null }]);
});

test("tells a follower without an account too", async () => {
  const all = await openFollowing();
  const bea = await all.join("bea");
  const postId = await createPost(all.site);
  const guest = await all.db.subscriber.create({ data: { email: "guest@example.org", createdAt: NOW } });
  await all.db.subscription.create({
    data: { subscriberId: guest.id, postId, delivery: "at-once", createdAt: NOW },
  });
  await say(all, postId, bea, "Hello.");
  expect((await all.send(5)).map(({ to }) => to)).toEqual(["guest@example.org"]);
});

test("tells the writer of a comment of a post that continues it, once, unless they turned that off or muted its writer", async () => {
  const all = await openFollowing();
  await all.join("ken");
  const [ada, bea] = [await all.join("ada"), await all.join("bea")];
  const postId = await createPost(all.site);
  const comment = await say(all, postId, ada, "A question that is longer than it looks.");
  const source = `As [she asks](/comments/${comment}), and [again](/comments/${comment}).`;
  const toAda = async (minutes: number) => {
    const mails = await all.send(minutes);
    return mails.filter(({ to }) => to === ada.email).map(({ subject }) => subject);
  };
  const id = await publish(all, bea, 30, { title: "An answer", source });
  expect(await toAda(36)).toEqual(["bea continued your comment in “An answer”"]);
  await editPost(all.site, id, buildPost({ writers: ["bea"], source: `${source} Edited.` }), after(40));
  // One's own post is no news.
  await publish(all, ada, 41, { source });
  expect(await toAda(50)).toEqual([]);
  await all.db.write((tx) => mute(tx, { accountId: ada.accountId, personId: bea.id }, after(51)));
  await publish(all, bea, 52, { source });
  expect(await toAda(60)).toEqual([]);
  const subscriberId = await asSubscriber(all, ada);
  await all.db.write((tx) => setPreference(tx, subscriberId, "continued", "never"));
  await publish(all, await all.join("cleo"), 61, { source });
  expect(await toAda(70)).toEqual([]);
});
