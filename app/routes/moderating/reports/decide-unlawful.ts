import { redirect } from "@remix-run/node";
import type { PageHandle } from "../../page-handle";
import { decideBy } from "./decide-by";

export const handle: PageHandle = { act: "report.decide" };

export const loader = () => redirect("/moderation/reports");

/** Upholds or dismisses the open reports of a thing, also those of what may be unlawful. */
export const action = decideBy("report.decide");

/** A default export makes this a page, so that errors are shown as pages. */
export default function DecideUnlawful() {
  return null;
}
