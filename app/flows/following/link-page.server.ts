// What somebody manages by the standing link in their e-mails, without signing in.

import { forgetTokensTo } from "~/accounts/token.server";
import { countDecisionsAsked, endDecisions, wantsAnswers } from "~/comments/guests/asked-emails.server";
import { forgetGuest } from "~/comments/guests/guests.server";
import { forgetAddress } from "~/following/address-subscriber.server";
import type { Chosen, ThingKind, Wanted } from "~/following/following.schema";
import { listMutedConversations, readPreferences } from "~/following/preference.server";
import { changeWanted, type Ending, stop } from "~/following/stop.server";
import { findByLink, wasLink } from "~/following/subscriber.server";
import { listFollowed } from "~/following/subscription.server";
import type { Database, DatabaseClient } from "~/platform/database/database.server";
import { discardEmails } from "~/platform/mail/mail-job.server";
import type { SiteSecret } from "~/platform/site-secret.server";

interface Deps {
  db: Database;
  siteSecret: SiteSecret;
}

export interface LinkRow {
  /** What the address of its forms says. */
  only: string;
  name: string;
  kind: ThingKind | "reply" | "mention" | "continued" | "own-post" | "decisions";
  /** Null if there is only one way. */
  delivery: Wanted | Chosen | null;
}

type Follower = NonNullable<Awaited<ReturnType<typeof findByLink>>>;

/** All that somebody gets, and the conversations that they muted. */
export async function readLinkPage(db: DatabaseClient, { id, email, isMember }: Follower) {
  const followed = await listFollowed(db, id);
  const rows: LinkRow[] = followed.map(({ id: subscriptionId, name, kind, delivery }) => ({
    ...{ only: String(subscriptionId), name: name || "All new posts", kind, delivery },
  }));
  const { replies, mentions, continued, "own-posts": ownPosts } = await readPreferences(db, id);
  if (replies !== "never" && (isMember || (await wantsAnswers(db, email))))
    rows.push({ only: "reply", name: "Replies to your comments", kind: "reply", delivery: replies });
  if (isMember && mentions !== "never")
    rows.push({ only: "mention", name: "Mentions of you", kind: "mention", delivery: mentions });
  if (isMember && continued !== "never")
    rows.push({
      ...{ only: "continued", name: "Posts that continue your comments", kind: "continued" },
      delivery: continued,
    });
  if (isMember && ownPosts !== "never")
    rows.push({ only: "own-post", name: "Responses to your posts", kind: "own-post", delivery: ownPosts });
  if ((await countDecisionsAsked(db, email)) > 0)
    rows.push({
      ...{ only: "decisions", name: "What moderators decide about your replies" },
      ...{ kind: "decisions", delivery: null },
    });
  return { rows, muted: await listMutedConversations(db, id) };
}

/** Ends e-mails; again, or for somebody whose address was deleted, nothing happens. Returns false if the link doesn't work any more. */
export const stopByLink = ({ db, siteSecret }: Deps, link: string, ending: Ending): Promise<boolean> =>
  db.write(async (tx) => {
    const follower = await findByLink(tx.db, siteSecret, link);
    if (!follower) return wasLink(tx.db, siteSecret, link);
    await stop(tx, follower.id, ending);
    if (ending === "all" || ending === "decisions") await endDecisions(tx, follower.email);
    return true;
  });

/** Changes how somebody is told of what they get. Returns false if the link doesn't work any more. */
export const changeByLink = (
  { db, siteSecret }: Deps,
  link: string,
  ending: Ending,
  delivery: Chosen | "mute",
  now: Date,
): Promise<boolean> =>
  db.write(async (tx) => {
    const follower = await findByLink(tx.db, siteSecret, link);
    if (!follower) return false;
    await changeWanted(tx, follower, ending, delivery, now);
    return true;
  });

/** Deletes everything about whoever follows without an account, except the replies that they wrote. Returns false if the link doesn't work
 *  any more, or is a member's, who has settings for this. */
export const forgetByLink = ({ db, siteSecret }: Deps, link: string): Promise<boolean> =>
  db.write(async (tx) => {
    const follower = await findByLink(tx.db, siteSecret, link);
    if (!follower || follower.isMember) return false;
    const { email } = follower;
    await forgetAddress(tx, email);
    await forgetGuest(tx, email);
    await forgetTokensTo(tx, email);
    await discardEmails(tx, email);
    return true;
  });
