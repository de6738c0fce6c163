import { z } from "zod";
import type { Database } from "~/platform/database/database.server";
import type { Inventory } from "~/platform/inventory";
import { defineJob } from "~/platform/jobs/job";
import { PRUNE_PATTERN } from "~/platform/prune.server";
import { pruneSubscribers } from "./address-subscriber.server";
import { pruneRequests } from "./follow-request.server";
import { KEEP_NOTIFICATIONS_MS } from "./following.schema";
import { checkFollowing } from "./following-check.server";
import { exportFollowing } from "./following-export.server";
import { pruneNotifications } from "./notification.server";

const pruneNotificationsJob = defineJob({
  kind: "prune-notifications",
  queue: "rendering",
  payload: z.object({}),
  run: ({ db }: { db: Database }, _payload, now) => db.write((tx) => pruneNotifications(tx, now)),
});

const pruneFollowRequestsJob = defineJob({
  kind: "prune-follow-requests",
  queue: "rendering",
  payload: z.object({}),
  run: ({ db }: { db: Database }, _payload, now) =>
    db.write(async (tx) => {
      await pruneRequests(tx, now);
      await pruneSubscribers(tx);
    }),
});

/** Exported with what somebody follows, and deleted with the account. */
const ofSubscriber = {
  personal: {
    exported: { in: "following.json" },
    leaving: "deleted" as const,
    privacy: "What you follow",
  },
};

export const following = {
  room: "following",
  models: {
    Subscriber: ofSubscriber,
    Subscription: ofSubscriber,
    NotificationPreference: ofSubscriber,
    MutedConversation: ofSubscriber,
    Notification: ofSubscriber,
    FollowRequest: {
      personal: {
        exported: { in: "following.json" },
        leaving: "deleted" as const,
        privacy: "An address that you don’t confirm",
      },
    },
  },
  schedules: [
    { job: pruneNotificationsJob, pattern: PRUNE_PATTERN },
    { job: pruneFollowRequestsJob, pattern: PRUNE_PATTERN },
  ],
  checks: [{ name: "following", find: checkFollowing }],
  exported: exportFollowing,
  figures: { notifications: KEEP_NOTIFICATIONS_MS / 1000 },
} satisfies Inventory;
