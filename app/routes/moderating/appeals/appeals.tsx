import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { onServer, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { passingHead } from "../../titles";
import { moderationLinks } from "../responses/moderation-links";
import { OpenAppeals, readAppeals } from "./open-appeals";

export const handle: PageHandle = { act: "response.moderate" };
export const links = moderationLinks;
export const meta: MetaFunction = (args) => passingHead(args, "Appeals");

export async function loader({ context }: LoaderFunctionArgs) {
  const done = DONE.get(context.query("done").get("done") ?? "") ?? null;
  return onServer({ ...(await readAppeals(context)), done });
}

const DONE = new Map([
  ["upheld", "Answered: the decision stands. The writer is notified."],
  ["kept", "Answered: the block stays. The person who asked is notified."],
  ["ended", "The block has ended. The person who asked is notified."],
]);

export default function Appeals() {
  return <OpenAppeals {...useServerData<typeof loader>()} />;
}
