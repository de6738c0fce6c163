// Tells of a new response or post: those whom it answers, and those who follow something about it. A job notes it for each of them, in
// portions; the e-mails are another job's (send-notifications.server.ts).

import { z } from "zod";
import { listRecipients } from "~/accounts/mail/recipients.server";
import { findResponseNews } from "~/comments/comment-news.server";
import { hasMentions, type MentioningText, takeMentionsToTell } from "~/comments/references/mention.server";
import { findByAddress } from "~/following/address-subscriber.server";
import { type About, firstReasons, listFollowers, type Told } from "~/following/followers.server";
import { NEWS_MS, POST_DELAY_MS, type Preference } from "~/following/following.schema";
import { addNotifications, markConversationRead, type ToldThing } from "~/following/notification.server";
import { readPreferences } from "~/following/preference.server";
import type { Reason } from "~/following/reasons";
import { subscriberOf } from "~/following/subscriber.server";
import { listContinuedPeople } from "~/links/continuations.server";
import type { Database, Transaction } from "~/platform/database/database.server";
import { defineJob } from "~/platform/jobs/job";
import { enqueue } from "~/platform/jobs/jobs.server";
import { findPostNews } from "~/posts/post-news.server";
import { readSite } from "~/site/site.server";

interface Deps {
  db: Database;
}

/** The portion that begins after a subscriber. */
const portion = { id: z.number().int(), after: z.number().int().default(0) };

export const tellOfResponseJob = defineJob({
  kind: "tell-of-response",
  queue: "following",
  payload: z.object(portion),
  describe: ({ id }) => `comment ${id}`,
  run: ({ db }: Deps, { id, after }, now) =>
    db.write(async (tx) => {
      const news = await findResponseNews(tx.db, id);
      if (!news || isOld(news.createdAt, now)) return;
      const { postId, personId, ancestorIds, address } = news;
      const about = { postId, commentIds: ancestorIds, personIds: personId === null ? [] : [personId] };
      if (after === 0 && personId !== null) await markConversationRead(tx, personId, postId, now);
      const asked = after > 0 ? [] : await tellUnasked(tx, news, now);
      const thing = { postId, commentId: id };
      const last = await tellPortion(tx, thing, about, {
        asked,
        after,
        writerIds: personId === null ? [] : [personId],
        writer: address === null ? null : await findByAddress(tx.db, address),
        now,
      });
      if (last !== null) await enqueue(tx, tellOfResponseJob, { id, after: last }, { now });
    }),
});

export const tellOfPostJob = defineJob({
  kind: "tell-of-post",
  queue: "following",
  payload: z.object(portion),
  describe: ({ id }) => `post ${id}`,
  run: ({ db }: Deps, { id, after }, now) =>
    db.write(async (tx) => {
      const news = await findPostNews(tx.db, id);
      if (!news || isOld(news.publishedAt ?? now, now)) return;
      const { seriesId, tagIds, writerIds, quiet } = news;
      const about = { site: true as const, seriesId, tagIds, personIds: writerIds };
      const thing = { postId: id, newPostId: id };
      const asked =
        after > 0
          ? []
          : [
              ...(await listMentioned(tx, { postId: id }, writerIds, now)),
              ...(await listContinued(tx, id, writerIds, now)),
            ];
      const last = await tellPortion(tx, thing, about, { asked, after, writerIds, quiet, now });
      if (last !== null) await enqueue(tx, tellOfPostJob, { id, after: last }, { now });
    }),
});

/** Tells those whom an edit mentions, and who don't know of the response. */
export const tellOfMentionsJob = defineJob({
  kind: "tell-of-mentions",
  queue: "following",
  payload: z.object({ id: z.number().int() }),
  describe: ({ id }) => `comment ${id}`,
  run: ({ db }: Deps, { id }, now) =>
    db.write(async (tx) => {
      const news = await findResponseNews(tx.db, id);
      if (!news || news.personId === null || isOld(news.createdAt, now)) return;
      const { postId, personId } = news;
      const told = await listMentioned(tx, { commentId: id }, [personId], now);
      const { timeZone } = await readSite(tx.db);
      const writerIds = [personId];
      await addNotifications(tx, { postId, commentId: id }, told, { writerIds, timeZone, now });
    }),
});

/** Enqueues this for a member's comment that was edited, if it mentions anybody who wasn't told. */
export async function tellOfMentions(
  tx: Transaction,
  { id, personId }: { id: number; personId: number | null },
  now: Date,
  at = now,
): Promise<void> {
  if (personId === null || !(await hasMentions(tx.db, { commentId: id }))) return;
  await enqueue(tx, tellOfMentionsJob, { id }, { now, at });
}

const isOld = (date: Date, now: Date) => now.getTime() - date.getTime() > NEWS_MS;

/** Enqueues what tells of a response. */
export const tellOfResponse = (tx: Transaction, id: number, now: Date, at = now): Promise<void> =>
  enqueue(tx, tellOfResponseJob, { id, after: 0 }, { now, at });

/** Enqueues what tells of a new post, a little later, because it may be withdrawn at once. */
export const tellOfPost = (tx: Transaction, id: number, now: Date): Promise<void> =>
  enqueue(tx, tellOfPostJob, { id, after: 0 }, { now, at: new Date(now.getTime() + POST_DELAY_MS) });

/** Returns after whom the next portion begins, or null. */
async function tellPortion(
  tx: Transaction,
  thing: ToldThing,
  about: About,
  given: {
    asked: Told[];
    after: number;
    writerIds: number[];
    /** The subscriber of a guest who wrote it. */
    writer?: number | null;
    quiet?: boolean;
    now: Date;
  },
): Promise<number | null> {
  const { timeZone } = await readSite(tx.db);
  const { told, last } = await listFollowers(tx.db, about, given.after);
  const others = [...given.asked, ...told].filter(({ subscriberId }) => subscriberId !== given.writer);
  await addNotifications(tx, thing, firstReasons(others), { ...given, timeZone });
  return last;
}

type ResponseNews = NonNullable<Awaited<ReturnType<typeof findResponseNews>>>;

/** Those who are told without following: the writer of what it answers, those whom it mentions, and the post's writers. */
async function tellUnasked(
  tx: Transaction,
  { id, personId, answeredId, answeredAddress, writerIds }: ResponseNews,
  now: Date,
): Promise<Told[]> {
  const told = [
    ...(await listUnasked(tx, answeredId === null ? [] : [answeredId], "replies", "reply", now)),
    ...(answeredAddress === null ? [] : await listGuest(tx, answeredAddress)),
    ...(await listMentioned(tx, { commentId: id }, personId === null ? [] : [personId], now)),
    ...(await listUnasked(tx, writerIds, "own-posts", "own-post", now)),
  ];
  return told;
}

/** Nobody is told of a mention by a guest. */
const listMentioned = async (tx: Transaction, text: MentioningText, by: number[], now: Date) =>
  listUnasked(tx, await takeMentionsToTell(tx, text, by, now), "mentions", "mention", now);

/** The members whose comments a post continues. */
const listContinued = async (tx: Transaction, postId: number, writerIds: number[], now: Date) =>
  listUnasked(tx, await listContinuedPeople(tx.db, postId, writerIds), "continued", "continued", now);

async function listUnasked(
  tx: Transaction,
  personIds: number[],
  kind: Preference,
  reason: Reason,
  now: Date,
): Promise<Told[]> {
  const told: Told[] = [];
  for (const { accountId } of await listRecipients(tx.db, personIds)) {
    const subscriberId = await subscriberOf(tx, accountId, now);
    const { [kind]: wanted } = await readPreferences(tx.db, subscriberId);
    if (wanted !== "never") told.push({ subscriberId, reason, subscriptionId: null, delivery: wanted });
  }
  return told;
}

/** A guest who asked for replies to their comment, unless they have stopped that since. */
async function listGuest(tx: Transaction, email: string): Promise<Told[]> {
  const subscriberId = await findByAddress(tx.db, email);
  const { replies } = await readPreferences(tx.db, subscriberId);
  if (subscriberId === null || replies === "never") return [];
  return [{ subscriberId, reason: "reply", subscriptionId: null, delivery: replies }];
}
