import type { Exported } from "~/platform/inventory";
import { followPath } from "./follow-link";
import { listRequests } from "./follow-request.server";
import { listFollowed } from "./subscription.server";

/** Rows read at once. */
const BATCH = 500;

export const exportFollowing: Exported = {
  readme:
    "- following.json: what you follow, what was asked with your e-mail address and isn't confirmed, how you are told of answers, conversations that you muted, and what you were told of lately.",
  async *files({ db, siteUrl }, { accountId, email }, now) {
    const asked = (await listRequests(db, email, now)).map(({ kind, id, delivery }) => ({
      ...{ address: siteUrl + followPath(kind, id), delivery },
    }));
    const subscriber = await db.subscriber.findUnique({
      where: { accountId },
      include: {
        preferences: { select: { kind: true, delivery: true } },
        muted: { select: { createdAt: true, post: { select: { title: true, slug: true } } } },
      },
    });
    if (!subscriber) {
      if (asked.length > 0) yield { name: "following.json", json: { asked } };
      return;
    }
    const { id, digestHour, digestWeekday, timeZone, once, paused, createdAt, preferences, muted } =
      subscriber;
    const followed = (await listFollowed(db, id)).map(({ name, path, delivery }) => ({
      ...{ name: name || "All posts of the site", address: path && siteUrl + path, delivery },
    }));
    const notifications: object[] = [];
    for (let after = 0; ; ) {
      const rows = await db.notification.findMany({
        where: { subscriberId: id, id: { gt: after } },
        orderBy: { id: "asc" },
        take: BATCH,
        select: {
          id: true,
          reason: true,
          createdAt: true,
          sentAt: true,
          readAt: true,
          post: { select: { title: true } },
        },
      });
      notifications.push(...rows.map(({ id: _id, post, ...row }) => ({ ...row, about: post.title })));
      if (rows.length < BATCH) break;
      after = rows.at(-1)?.id ?? after;
    }
    const emails = { hour: digestHour, weekday: digestWeekday, timeZone, once, paused };
    yield {
      name: "following.json",
      json: { since: createdAt, followed, asked, answers: preferences, muted, emails, notifications },
    };
  },
};
