// A process that is killed while it sends e-mails to followers.

import { once } from "node:events";
import { expect, test } from "vitest";
import { sendNotificationsJob } from "~/flows/following/send-notifications.server";
import { enqueue } from "~/platform/jobs/jobs.server";
import { longtable } from "../cli/command";
import { SITE_URL, temporaryFolder } from "../factories/database";
import { createComment, createPost, NOW } from "../factories/posts";
import { openFollowing } from "../flows/following/following";

const FOLLOWERS = 500;
const CONNECTIONS = 5;

test("sends all e-mails of a killed process, and again only those under way, with their Message-IDs", async () => {
  const { site, db, sink, tell } = await openFollowing();
  const postId = await createPost(site);
  const ids = Array.from({ length: FOLLOWERS }, (_, index) => index + 1);
  await db.subscriber.createMany({
    data: ids.map((id) => ({ id, email: `reader-${id}@example.org`, createdAt: NOW })),
  });
  await db.subscription.createMany({
    data: ids.map((subscriberId) => ({ subscriberId, postId, delivery: "at-once", createdAt: NOW })),
  });
  await createComment(site, postId, { body: "News." });
  await tell(1);
  await db.job.deleteMany();
  await db.write((tx) => enqueue(tx, sendNotificationsJob, {}, { now: new Date() }));
  const { child } = longtable(["jobs", "run"], {
    ...{ DATABASE_URL: site.url, DATA_DIR: temporaryFolder(), SMTP_URL: sink.url, SITE_URL },
  });
  await expect.poll(() => sink.messages.length, { timeout: 60_000, interval: 2 }).toBeGreaterThan(150);
  child.kill("SIGKILL");
  await once(child, "exit");
  const before = sink.messages.length;
  expect(before).toBeLessThan(FOLLOWERS);

  await sendNotificationsJob.run(site, {}, new Date(Date.now() + 11 * 60_000));
  const byRecipient = new Map<string, Set<unknown>>();
  for (const { to, headers } of sink.messages)
    byRecipient.set(to, (byRecipient.get(to) ?? new Set()).add(headers.get("message-id")));
  expect(byRecipient.size).toBe(FOLLOWERS);
  expect([...byRecipient.values()].every((messageIds) => messageIds.size === 1)).toBe(true);
  expect(sink.messages.length - FOLLOWERS).toBeLessThanOrEqual(CONNECTIONS);
  expect(await db.notification.count({ where: { sentAt: null } })).toBe(0);
});
