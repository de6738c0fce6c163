import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { restoreFromBin } from "~/flows/writing/bin-draft.server";
import type { PageHandle } from "../../page-handle";
import { memberOf } from "../../session/member";
import { getDraft } from "../editor/editing";

export const handle: PageHandle = { act: "post.edit-draft" };

export const loader = () => redirect("/drafts");

/** Takes a draft out of the bin. */
export async function action({ params, context }: ActionFunctionArgs) {
  const draft = await getDraft(context, params.id);
  await restoreFromBin(context, memberOf(context), draft.id);
  return redirect(`/drafts?done=${draft.id}`, 303);
}
