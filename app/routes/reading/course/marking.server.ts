import type { AppLoadContext } from "@remix-run/node";
import { listReadParts } from "~/series/reading/read-parts.server";

/** The button that marks a part of a series as read: of guests their device knows, of members the site, if they turned it on. Null without it. */
export async function readMarking(
  { db, viewer, scripts }: AppLoadContext,
  post: { id: number; series: object | null },
) {
  if (!post.series) return null;
  const shown = { postId: post.id, script: scripts.addresses["read-parts"] };
  if (viewer.kind !== "person") return { ...shown, member: null };
  if (!viewer.readParts) return null;
  const isRead = (await listReadParts(db, viewer.accountId, [post.id])).size > 0;
  return { ...shown, member: { id: viewer.id, isRead } };
}
