import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { MAX_DRAFT_FORM_BYTES } from "~/drafts/draft.schema";
import { onServer, serverData, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { passingHead } from "../../titles";
import { getDraft, textToEdit } from "./editing";
import { EditorPage, editorLinks, readEditor } from "./editor-page";
import { answerSave } from "./save-answer";

export const handle: PageHandle = { act: "post.edit-draft", maxBodyBytes: MAX_DRAFT_FORM_BYTES };
export const links = editorLinks;
export const meta: MetaFunction<typeof loader> = (args) =>
  passingHead(args, serverData<typeof loader>(args.data)?.values.title || "Untitled draft");

export async function loader({ params, context }: LoaderFunctionArgs) {
  const draft = await getDraft(context, params.id);
  const text = await textToEdit(context.db, draft);
  return onServer(await readEditor(context, { ...draft, text }));
}

/** Saves the draft. */
export const action = ({ params, ...args }: ActionFunctionArgs) => answerSave({ ...args, id: params.id });

export default function EditDraft() {
  return <EditorPage editor={useServerData<typeof loader>()} />;
}
