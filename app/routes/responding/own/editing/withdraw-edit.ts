import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { statusPath } from "~/comments/comment";
import { withdrawOwnEdit } from "~/flows/responding/edit-comment.server";
import { readRowId } from "~/platform/database/rows/row-id";
import { notFound } from "../../../not-found";
import type { PageHandle } from "../../../page-handle";
import { memberOf } from "../../../session/member";
import { redirectToOutcome } from "../../outcome";

export const handle: PageHandle = { act: "response.edit" };

export const loader = ({ params }: LoaderFunctionArgs) => redirect(statusPath(readRowId(params.id) ?? 0));

/** A member withdraws their edit that waits for a moderator. */
export async function action({ params, context }: ActionFunctionArgs) {
  const id = readRowId(params.id) ?? 0;
  const isWithdrawn = await withdrawOwnEdit(context, { member: memberOf(context), id });
  if (isWithdrawn === null) throw notFound("comment of yours");
  if (!isWithdrawn) return redirect(statusPath(id), 303);
  return redirectToOutcome(statusPath(id), { act: "edit-withdrawn", commentId: id }, context.siteUrl);
}

/** A default export makes this a page, so that errors are shown as pages. */
export default function WithdrawEdit() {
  return null;
}
