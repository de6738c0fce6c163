import { z } from "zod";
import type { Database } from "~/platform/database/database.server";
import type { Inventory } from "~/platform/inventory";
import { defineJob } from "~/platform/jobs/job";
import { PRUNE_PATTERN } from "~/platform/prune.server";
import { KEEP_NOTIFICATIONS_MS } from "./following.schema";
import { exportFollowing } from "./following-export.server";
import { pruneNotifications } from "./notification.server";

const pruneNotificationsJob = defineJob({
  kind: "prune-notifications",
  queue: "rendering",
  payload: z.object({}),
  run: ({ db }: { db: Database }, _payload, now) => db.write((tx) => pruneNotifications(tx, now)),
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
  },
  schedules: [{ job: pruneNotificationsJob, pattern: PRUNE_PATTERN }],
  exported: exportFollowing,
  figures: { notifications: KEEP_NOTIFICATIONS_MS / 1000 },
} satisfies Inventory;
