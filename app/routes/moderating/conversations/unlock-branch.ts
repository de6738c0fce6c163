import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { commentPath } from "~/comments/comment";
import { unlockBranch } from "~/flows/moderating/lock-branch.server";
import { readRowId } from "~/platform/database/rows/row-id";
import { notFound } from "../../not-found";
import type { PageHandle } from "../../page-handle";
import { memberOf } from "../../session/member";
import { refuseModerator } from "../../session/permission";

export const handle: PageHandle = { act: "conversation.lock" };

export const loader = ({ params }: LoaderFunctionArgs) =>
  redirect(`${commentPath(readRowId(params.id) ?? 0)}/lock`);

/** Lets people reply in a branch again. */
export async function action({ params, context }: ActionFunctionArgs) {
  const member = memberOf(context);
  const id = readRowId(params.id) ?? 0;
  const done = await unlockBranch(context, member, id, context.now());
  if (done.ok) return redirect(commentPath(id), 303);
  throw done.reason === "comment.not-found" ? notFound("comment") : refuseModerator(member);
}

/** A default export makes this a page, so that errors are shown as pages. */
export default function UnlockBranch() {
  return null;
}
