import type { LoaderFunctionArgs } from "@remix-run/node";
import { isPingbackOnWithdrawnPost } from "~/pingbacks/pingback.server";
import { findPingbackAddress } from "~/responses/responses.server";
import { leadTo } from "./lasting-address";

/** The permanent address of a pingback. */
export const loader = ({ params: { id }, context: { db } }: LoaderFunctionArgs) =>
  leadTo("pingback", id, db, findPingbackAddress, isPingbackOnWithdrawnPost);

/** A default export makes this a page, so that a missing pingback is shown as a page. */
export default function Pingback() {
  return null;
}
