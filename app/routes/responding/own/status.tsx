import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { commentPath } from "~/comments/comment";
import { useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { passingHead } from "../../titles";
import { loadOwn } from "./by-id";
import { ownLinks } from "./own-links";
import { OwnPage } from "./own-page";

export const handle: PageHandle = { act: "response.remove" };
export const links = ownLinks;
export const meta: MetaFunction = (args) => passingHead(args, "Your reply");

/** The state of a member's own comment. */
export const loader = (args: LoaderFunctionArgs) => loadOwn(args);

export default function Status() {
  const { as, ...shown } = useServerData<typeof loader>();
  return <OwnPage address={commentPath(shown.comment.id)} as={as} shown={shown} />;
}
