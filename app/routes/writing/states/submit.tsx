import { type ActionFunctionArgs, data, type MetaFunction, redirect } from "@remix-run/node";
import { draftPath } from "~/drafts/draft";
import { MAX_DRAFT_FORM_BYTES } from "~/drafts/draft.schema";
import { submitDraft } from "~/flows/writing/submit-draft.server";
import { useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { memberOf } from "../../session/member";
import { passingHead } from "../../titles";
import { loadEditor, saveThen } from "../editor/acts";
import { EditorPage, editorLinks } from "../editor/editor-page";
import { explainDraftRefusal } from "./draft-refusals";

export const handle: PageHandle = { act: "post.submit", maxBodyBytes: MAX_DRAFT_FORM_BYTES };
export const links = editorLinks;
export const meta: MetaFunction = (args) => passingHead(args, "Edit the post");
export const loader = loadEditor;

/** Saves the draft and hands it in to the editors. */
export const action = (args: ActionFunctionArgs) =>
  saveThen(args, async ({ draftId, version }, values) => {
    const { context } = args;
    const submitted = await submitDraft(context, memberOf(context), { draftId, version }, context.now());
    if (submitted.ok) return redirect(`${draftPath(draftId)}?done=submitted`, 303);
    return data({ values, errors: explainDraftRefusal(submitted) }, 409);
  });

export default function Submit() {
  return <EditorPage editor={useServerData<typeof loader>()} />;
}
