import type { LinksFunction } from "@remix-run/node";
import styles from "~/moderation/moderation.css?url";
import comparison from "~/revisions/comparison.css?url";

/** The stylesheets of moderators' pages: with that of comparisons, for edits. */
export const moderationLinks: LinksFunction = () =>
  [styles, comparison].map((href) => ({ rel: "stylesheet", href }));
