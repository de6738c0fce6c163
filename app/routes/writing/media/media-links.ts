import type { LinksFunction } from "@remix-run/node";
import styles from "~/media/media.css?url";
import { editorLinks } from "../editor/editor-page";

export const mediaLinks: LinksFunction = () => [
  ...((editorLinks() ?? []) as ReturnType<LinksFunction>),
  { rel: "stylesheet", href: styles },
];
