import type { LoaderFunctionArgs } from "@remix-run/node";
import { isOnWithdrawnPost } from "~/comments/thread/comment-places.server";
import { findCommentAddress } from "~/responses/responses.server";
import { leadTo } from "./lasting-address";

/** The permanent address of a comment. */
export const loader = ({ params: { id }, context: { db } }: LoaderFunctionArgs) =>
  leadTo("comment", id, db, findCommentAddress, isOnWithdrawnPost);

/** A default export makes this a page, so that a missing comment is shown as a page. */
export default function Comment() {
  return null;
}
