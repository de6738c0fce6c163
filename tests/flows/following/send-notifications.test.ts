import { expect, onTestFinished, test } from "vitest";
import { sendNotificationsJob } from "~/flows/following/send-notifications.server";
import { takeDue } from "~/following/due.server";
import { PORTION } from "~/following/followers.server";
import { openDatabase } from "~/platform/database/database.server";
import { createLog } from "~/platform/log.server";
import { createMailer } from "~/platform/mail/mail.server";
import { mailJob } from "~/platform/mail/mail-job.server";
import { createRateLimiter } from "~/platform/rate-limits/rate-limits.server";
import { createComment, createPost, NOW } from "../../factories/posts";
import { after, openFollowing } from "./following";

function openAgain(url: string) {
  const db = openDatabase(url);
  onTestFinished(() => db.close());
  return db;
}

async function openTwo() {
  const all = await openFollowing();
  const [ada, bea, cy] = [await all.join("ada"), await all.join("bea"), await all.join("cy")];
  const postId = await createPost(all.site);
  for (const one of [ada, bea]) await all.followAs(one, { kind: "posts", id: postId });
  await createComment(all.site, postId, { body: "News." }, { viewer: cy });
  await all.tell(1);
  const send = (minutes: number, mailer = all.site.mailer) =>
    sendNotificationsJob.run({ ...all.site, mailer }, {}, after(minutes));
  return { ...all, ada, bea, send };
}

test("sends an e-mail that was refused for now again with the same Message-ID, and those of others at once", async () => {
  const { sink, ada, bea, send } = await openTwo();
  sink.refuseOnce();
  await send(1);
  expect(sink.messages).toHaveLength(1);
  await send(15);
  expect(sink.messages).toHaveLength(1);
  await send(17);
  expect(sink.messages).toHaveLength(2);
  expect(sink.messages[1]?.headers.get("message-id")).toBe(sink.refused[0]?.headers.get("message-id"));
  expect(sink.messages.map(({ to }) => to).sort()).toEqual([ada.email, bea.email]);
  await send(60);
  expect(sink.messages).toHaveLength(2);
});

test("gives up an e-mail that is refused for good, and tells what it says on the site alone", async () => {
  const { db, sink, send } = await openTwo();
  sink.refuseOnce(550);
  await send(1);
  expect(await db.notification.count({ where: { sentAt: null, dueAt: null } })).toBe(1);
  await send(2 * 24 * 60);
  expect(sink.messages).toHaveLength(1);
});

test("keeps all e-mails while the mail server is away, tries no more than the first, and sends them when it is back", async () => {
  const { db, sink, send } = await openTwo();
  const settings = { smtpUrl: "smtp://127.0.0.1:1", from: "a@longtable.test", folder: "" };
  const away = createMailer(settings, createLog("silent"));
  await expect(send(1, away)).rejects.toThrow("ECONNREFUSED");
  expect(await db.notification.count({ where: { dueAt: { not: null } } })).toBe(2);
  await send(2);
  expect(sink.messages).toHaveLength(2);
});

test("sends each e-mail once when two processes send at the same time, and those of a process that ended ten minutes later", async () => {
  const { site, db, sink, send } = await openTwo();
  await Promise.all([send(1), sendNotificationsJob.run({ ...site, db: openAgain(site.url) }, {}, after(1))]);
  expect(sink.messages).toHaveLength(2);
  await db.notification.updateMany({ data: { dueAt: after(1), sentAt: null } });
  await db.write((tx) => takeDue(tx, "longtable.test", after(1)));
  await send(10);
  expect(sink.messages).toHaveLength(2);
  await send(11);
  expect(sink.messages).toHaveLength(4);
  expect(new Set(sink.messages.map(({ headers }) => headers.get("message-id"))).size).toBe(2);
});

test("tells more followers than one portion, each once", async () => {
  const all = await openFollowing();
  const writer = await all.join("writer");
  const postId = await createPost(all.site);
  const count = 2 * PORTION + 7;
  const subscribers = Array.from({ length: count }, (_, index) => index + 1);
  await all.db.subscriber.createMany({
    data: subscribers.map((id) => ({ id, email: `reader-${id}@example.org`, createdAt: NOW })),
  });
  await all.db.subscription.createMany({
    data: subscribers.flatMap((subscriberId) => [
      { subscriberId, postId, delivery: "site", createdAt: NOW },
      { subscriberId, personId: writer.id, delivery: "site", createdAt: NOW },
    ]),
  });
  const commentId = await createComment(all.site, postId, {}, { viewer: writer });
  await all.tell(1);
  const told = await all.db.notification.findMany({ where: { commentId }, select: { subscriberId: true } });
  expect(told.map(({ subscriberId }) => subscriberId).sort((a, b) => a - b)).toEqual(subscribers);
});

test("sends no more e-mails to followers at a time than the site's limit, and account e-mails beside it", async () => {
  const { site, db, sink } = await openTwo();
  const followerEmailLimit = createRateLimiter(db, [{ name: "two-seconds", points: 1, seconds: 2 }]);
  await sendNotificationsJob.run({ ...site, followerEmailLimit }, {}, after(1));
  expect(sink.messages).toHaveLength(2);
  const [first, second] = await db.notification.findMany({ orderBy: { sentAt: "asc" } });
  const waited = (second?.sentAt?.getTime() ?? 0) - (first?.sentAt?.getTime() ?? 0);
  expect(waited).toBeGreaterThan(900);
  const account = {
    to: "cy@example.org",
    subject: "Reset",
    text: "Here.",
    html: "<p>Here.",
    messageId: "<1@x>",
  };
  await mailJob.run(site, account, after(1));
  expect(sink.messages).toHaveLength(3);
});

test("sends on behind many who can't get e-mails", async () => {
  const { db, sink, send, ada } = await openTwo();
  const ids = Array.from({ length: 250 }, (_, index) => 1_000_000 + index);
  await db.subscriber.createMany({
    data: ids.map((id) => ({ id, email: `r${id}@example.org`, paused: "refused", createdAt: NOW })),
  });
  const { postId, commentId } = await db.notification.findFirstOrThrow({
    select: { postId: true, commentId: true },
  });
  await db.notification.createMany({
    data: ids.map((subscriberId) => ({
      ...{ subscriberId, postId, commentId, reason: "post", delivery: "at-once", dueAt: NOW, createdAt: NOW },
    })),
  });
  await send(1);
  expect(sink.messages.map(({ to }) => to)).toContain(ada.email);
  expect(await db.notification.count({ where: { dueAt: { not: null } } })).toBe(0);
});
