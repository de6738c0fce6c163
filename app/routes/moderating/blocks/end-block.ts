import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { endBlockNow } from "~/flows/moderating/block.server";
import { BLOCKS_PATH } from "~/moderation/blocks/block";
import { readRowId } from "~/platform/database/rows/row-id";
import { notFound } from "../../not-found";
import type { PageHandle } from "../../page-handle";
import { memberOf } from "../../session/member";
import { refuseModerator } from "../../session/permission";

export const handle: PageHandle = { act: "block.edit" };

export const loader = () => redirect(BLOCKS_PATH);

/** Ends a block now. */
export async function action({ params, context }: ActionFunctionArgs) {
  const member = memberOf(context);
  const ended = await endBlockNow(context, member, readRowId(params.id) ?? 0, context.now());
  if (ended.ok) return redirect(`${BLOCKS_PATH}?done=ended`, 303);
  if (ended.reason === "block.not-allowed") throw refuseModerator(member);
  throw notFound("block", [{ href: BLOCKS_PATH, title: "Blocks" }]);
}

/** A default export makes this a page, so that errors are shown as pages. */
export default function EndBlock() {
  return null;
}
