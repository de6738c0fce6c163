import type { LoaderFunctionArgs } from "@remix-run/node";
import { findPingbackAddress } from "~/responses/responses.server";
import { leadTo } from "./lasting-address";

/** The lasting address of a pingback. */
export const loader = ({ params: { id }, context: { db } }: LoaderFunctionArgs) =>
  leadTo("pingback", id, db, findPingbackAddress);

/** Makes this a page, so that a pingback that isn't there is answered with one. */
export default function Pingback() {
  return null;
}
