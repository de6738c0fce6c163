import { findComment } from "~/comments/comment.server";
import type { Reader } from "~/platform/database/database.server";

/** The comment that a reply is to, from what a form or an address says of it; null for a reply to the post. */
export const findAnswered = async (db: Reader, postId: number, to: string | null | undefined) =>
  to && /^[1-9]\d{0,14}$/.test(to) ? findComment(db, postId, Number(to)) : null;
