import type { LinksFunction } from "@remix-run/node";
import styles from "~/revisions/comparison.css?url";

/** The stylesheet of comparisons, for an edit that waits. */
export const ownLinks: LinksFunction = () => [{ rel: "stylesheet", href: styles }];
