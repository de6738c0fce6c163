import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { onServer, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { passingHead } from "../../titles";
import { moderationLinks } from "../responses/moderation-links";
import { NominatedList, readNominated } from "./nominated-list";

export const handle: PageHandle = { act: "nomination.list" };
export const links = moderationLinks;
export const meta: MetaFunction = (args) => passingHead(args, "Nominations");

export async function loader({ context }: LoaderFunctionArgs) {
  const done = DONE.get(context.query("done").get("done") ?? "") ?? null;
  return onServer({ ...(await readNominated(context)), done });
}

const DONE = new Map([
  ["invite", "The writer is invited, by e-mail if possible and on the page of their response."],
  ["dismiss", "Nomination dismissed. No e-mail was sent."],
]);

export default function Nominations() {
  return <NominatedList {...useServerData<typeof loader>()} />;
}
