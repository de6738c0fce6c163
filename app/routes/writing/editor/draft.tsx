import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { MAX_DRAFT_FORM_BYTES } from "~/drafts/draft.schema";
import { findPostText } from "~/flows/publish-draft.server";
import { onServer, serverData, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { passingHead } from "../../titles";
import { getDraft } from "./editing";
import { EditorPage, editorLinks, readEditor } from "./editor-page";
import { answerSave } from "./save-answer";

export const handle: PageHandle = { act: "post.edit-draft", maxBodyBytes: MAX_DRAFT_FORM_BYTES };
export const links = editorLinks;
export const meta: MetaFunction<typeof loader> = (args) =>
  passingHead(args, serverData<typeof loader>(args.data)?.values.title || "Untitled draft");

export async function loader({ params, context }: LoaderFunctionArgs) {
  const draft = await getDraft(context, params.id);
  // Without changes, the working copy follows its post, which an import may have changed.
  const text = draft.isChanged ? null : await findPostText(context.db, draft.postId);
  return onServer(await readEditor(context, text ? { ...draft, text } : draft, null));
}

/** Saves the draft. */
export const action = ({ params, ...args }: ActionFunctionArgs) => answerSave({ ...args, id: params.id });

export default function EditDraft() {
  return <EditorPage editor={useServerData<typeof loader>()} />;
}
