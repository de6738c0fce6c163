import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import styles from "~/pages/navigation-list.css?url";
import { onServer, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { passingHead } from "../../titles";
import { loadPages, PageLists } from "./page-lists";

export const handle: PageHandle = { act: "page.edit" };
export const links: LinksFunction = () => [{ rel: "stylesheet", href: styles }];
export const meta: MetaFunction = (args) => passingHead(args, "Pages");

/** The site's own pages, for editors; administrators arrange the navigation. */
export const loader = async ({ context }: LoaderFunctionArgs) => onServer(await loadPages(context));

export default function Pages() {
  return <PageLists {...useServerData<typeof loader>()} refused={undefined} />;
}
