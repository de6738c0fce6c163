import { moderateResponses } from "~/flows/moderating/moderate-responses.server";
import type { PublishingDeps } from "~/flows/publishing/publish-post.server";
import { MAX_AT_ONCE, type ModerationAction } from "~/moderation/actions";
import type { Member } from "~/people/viewer";
import type { Database } from "~/platform/database/database.server";
import { type Holding, siteSchema } from "~/site/site.schema";
import type { ResponseStatus } from "~/visibility/status";
import { createComment, NOW } from "./posts";
import { readSet } from "./spam-set";

/** Sets which responses wait for a moderator. */
export async function setHolding(db: Database, holding: Holding): Promise<void> {
  const { about, rules, ...settings } = siteSchema.parse({ holding });
  const site = { ...settings, id: 1, aboutSource: about, aboutHtml: "", rulesSource: rules };
  await db.site.upsert({ where: { id: 1 }, create: site, update: { holding } });
}

/** Decides about comments, each in its present state, as a moderator. Returns an entry of the log, for undoing. */
export async function decide(
  site: PublishingDeps & { siteUrl: string },
  moderator: Member,
  action: ModerationAction,
  ids: number[],
  now = NOW,
): Promise<number> {
  const rows = await site.db.comment.findMany({
    where: { id: { in: ids } },
    select: { id: true, status: true },
  });
  const seen = rows.map(({ id, status }) => ({
    kind: "comment" as const,
    id,
    status: status as ResponseStatus,
  }));
  const done = await moderateResponses(site, moderator, seen, { action, reason: "", words: "" }, now);
  if (!done.ok || done.refused.length > 0) throw new Error(`not decided: ${JSON.stringify(done)}`);
  return done.entryIds[0] ?? 0;
}

/** Lets the spam filter learn a set of comments and one of advertising, which a moderator decides about. */
export async function trainFilter(
  site: PublishingDeps & { siteUrl: string },
  moderator: Member,
  postId: number,
): Promise<void> {
  await setHolding(site.db, "everyone");
  for (const [action, set] of [
    ["approve", "learnt-ham"],
    ["mark-spam", "learnt-spam"],
  ] as const) {
    const ids: number[] = [];
    for (const body of readSet(set)) ids.push(await createComment(site, postId, { body }));
    for (let at = 0; at < ids.length; at += MAX_AT_ONCE)
      await decide(site, moderator, action, ids.slice(at, at + MAX_AT_ONCE));
  }
  await setHolding(site.db, "suspected");
}
