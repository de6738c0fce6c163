import type { LoaderFunctionArgs } from "@remix-run/node";
import { findCommentAddress } from "~/responses/responses.server";
import { leadTo } from "./lasting-address";

/** The lasting address of a comment. */
export const loader = ({ params: { id }, context: { db } }: LoaderFunctionArgs) =>
  leadTo("comment", id, db, findCommentAddress);

/** Makes this a page, so that a comment that isn't there is answered with one. */
export default function Comment() {
  return null;
}
