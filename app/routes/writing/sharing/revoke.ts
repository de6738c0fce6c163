import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { draftPath } from "~/drafts/draft";
import { unshareDraft } from "~/flows/writing/share-draft.server";
import { readRowId } from "~/platform/database/rows/row-id";
import { notFound } from "../../not-found";
import type { PageHandle } from "../../page-handle";
import { memberOf } from "../../session/member";
import { getDraft } from "../editor/editing";

export const handle: PageHandle = { act: "post.edit-draft" };

export const loader = () => redirect("/drafts");

/** Revokes a secret link of a draft. */
export async function action({ params, context }: ActionFunctionArgs) {
  const draft = await getDraft(context, params.id);
  const link = { draftId: draft.id, linkId: readRowId(params.link) ?? 0 };
  const done = await unshareDraft(context, memberOf(context), link, context.now());
  if (!done.ok) throw notFound("secret link");
  return redirect(`${draftPath(draft.id)}/link`, 303);
}
