import { redirect } from "@remix-run/node";
import type { PageHandle } from "../../page-handle";
import { decideBy } from "./decide-by";

export const handle: PageHandle = { act: "response.moderate" };

export const loader = () => redirect("/moderation/reports");

/** Upholds or dismisses the open reports of a thing, except those of what may be unlawful. */
export const action = decideBy("response.moderate");

/** A default export makes this a page, so that errors are shown as pages. */
export default function DecideReports() {
  return null;
}
