import { expect, test } from "vitest";
import { sendNotificationsJob } from "~/flows/following/send-notifications.server";
import { PORTION } from "~/following/followers.server";
import { createComment, createPost, NOW } from "../../factories/posts";
import { after, openFollowing } from "./following";

test("sends an e-mail that failed again with the same Message-ID, and those of others meanwhile", async () => {
  const all = await openFollowing();
  const [ada, bea, cy] = [await all.join("ada"), await all.join("bea"), await all.join("cy")];
  const postId = await createPost(all.site);
  for (const one of [ada, bea]) await all.followAs(one, { kind: "posts", id: postId });
  await createComment(all.site, postId, { body: "News." }, { viewer: cy });
  await all.tell(1);
  all.sink.refuseOnce();
  await expect(sendNotificationsJob.run(all.site, {}, after(1))).rejects.toThrow("Not now");
  expect(all.sink.messages).toHaveLength(1);
  const unsent = await all.db.notification.findFirstOrThrow({ where: { sentAt: null } });
  await sendNotificationsJob.run(all.site, {}, after(2));
  expect(all.sink.messages).toHaveLength(2);
  expect(all.sink.messages[1]?.headers.get("message-id")).toBe(unsent.messageId);
  expect(all.sink.messages.map(({ to }) => to).sort()).toEqual([ada.email, bea.email]);
  await sendNotificationsJob.run(all.site, {}, after(3));
  expect(all.sink.messages).toHaveLength(2);
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
