import type { LinksFunction } from "@remix-run/node";
import styles from "~/moderation/moderation.css?url";

/** The stylesheet of moderators' pages. */
export const moderationLinks: LinksFunction = () => [{ rel: "stylesheet", href: styles }];
