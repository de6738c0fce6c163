import type { LinksFunction } from "@remix-run/node";
import styles from "~/revisions/comparison.css?url";
import { editorLinks } from "../editor/editor-page";

/** The stylesheets of a page for writing that compares texts. */
export const comparisonLinks: LinksFunction = () => [...editorLinks(), { rel: "stylesheet", href: styles }];
