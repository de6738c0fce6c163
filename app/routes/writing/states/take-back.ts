import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { draftPath } from "~/drafts/draft";
import { MAX_DRAFT_FORM_BYTES } from "~/drafts/draft.schema";
import { takeDraftBack } from "~/flows/writing/submit-draft.server";
import type { PageHandle } from "../../page-handle";
import { memberOf } from "../../session/member";
import { getDraft } from "../editor/editing";

export const handle: PageHandle = { act: "post.submit", maxBodyBytes: MAX_DRAFT_FORM_BYTES };

export const loader = () => redirect("/drafts");

/** Takes back a draft that was handed in. */
export async function action({ params, context }: ActionFunctionArgs) {
  const draft = await getDraft(context, params.id, "post.submit");
  await takeDraftBack(context, memberOf(context), draft.id, context.now());
  return redirect(draftPath(draft.id), 303);
}
