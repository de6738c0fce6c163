import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { draftPath } from "~/drafts/draft";
import { useCopy as takeCopy } from "~/drafts/saving/draft-copies.server";
import type { PageHandle } from "../../page-handle";
import { memberOf } from "../../session/member";
import { getDraft } from "../editor/editing";
import { getCopy } from "./copy-request";

export const handle: PageHandle = { act: "post.edit-draft" };

export const loader = () => redirect("/drafts");

/** Makes a copy the draft's text, and the text a copy. */
export async function action({ params, context }: ActionFunctionArgs) {
  const draft = await getDraft(context, params.id);
  const copy = await getCopy(context, draft, params.copy);
  const used = await takeCopy(
    context.db,
    memberOf(context),
    { draftId: draft.id, copyId: copy.id },
    context.now(),
  );
  // Whoever may read a draft that is handed in may not change it.
  return redirect(draftPath(draft.id) + (used.ok ? "" : "/copies"), 303);
}

/** A default export makes this a page, so that a missing copy is shown as a page. */
export default function UseCopy() {
  return null;
}
