import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { draftPath } from "~/drafts/draft";
import { draftForm, MAX_DRAFT_FORM_BYTES } from "~/drafts/draft.schema";
import { parseForm } from "~/platform/http/form.server";
import { OnServer, onServer, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { memberOf } from "../../session/member";
import { passingHead } from "../../titles";
import { loadEditor, saveThen } from "./acts";
import { explainWait, getDraft, textOf } from "./editing";
import { type EditorData, EditorPage, editorLinks, type RefusedEditor, readEditor } from "./editor-page";
import { type Shown, ShownDraft, showDraft } from "./shown-draft";

export const handle: PageHandle = { act: "post.edit-draft", maxBodyBytes: MAX_DRAFT_FORM_BYTES };
export const links = editorLinks;
export const meta: MetaFunction = (args) => passingHead(args, "Preview");

/** The draft as it was last saved, as the post will stand. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  if (params.id === "new") return onServer({ editor: await readEditor(context, null, null) });
  const draft = await getDraft(context, params.id);
  return onServer({ path: draftPath(draft.id), ...(await showDraft(context, draft.text, draft)) });
}

/** Saves the draft and shows it; with `?unsaved`, shows what the script sends and stores nothing. */
export async function action(args: ActionFunctionArgs) {
  const { request, context } = args;
  if (!context.query("unsaved").has("unsaved"))
    return refuseInEditor(
      args,
      await saveThen(args, ({ draftId }) => redirect(`${draftPath(draftId)}/preview`, 303)),
    );
  const draft = args.params.id === "new" ? null : await getDraft(context, args.params.id);
  const form = await parseForm(request, draftForm);
  if (!form.ok) return onServer({ refused: Object.values(form.errors).join(" ") });
  const wait = await context.draftLimits.secondsToWaitForPreview(memberOf(context));
  if (wait > 0) return onServer({ refused: explainWait(wait) });
  return onServer(
    await showDraft(context, textOf(form.value), draft ?? { owner: memberOf(context), postId: null }),
  );
}

/** A refused text goes back into the editor: the page of a draft would show what was saved before, and lose it. */
async function refuseInEditor(args: ActionFunctionArgs, answer: Awaited<ReturnType<typeof saveThen>>) {
  if (answer instanceof Response) return answer;
  return data(
    { ...(answer.data as RefusedEditor), editor: await loadEditor(args) },
    answer.init ?? undefined,
  );
}

type Acted = OnServer<Shown> | (RefusedEditor & { editor: OnServer<EditorData> });

export default function Preview() {
  const loaded = useServerData<typeof loader>();
  const acted = useActionData() as Acted | undefined;
  if (acted instanceof OnServer) return <ShownDraft {...acted.value} />;
  if (acted) return <EditorPage editor={acted.editor.value} />;
  if ("editor" in loaded) return <EditorPage editor={loaded.editor} />;
  return (
    <div className="editor-page">
      <p className="form-warning">
        This is a preview. Only you and the editors see it. <a href={loaded.path}>Back to editing</a>
      </p>
      <ShownDraft {...loaded} />
    </div>
  );
}
