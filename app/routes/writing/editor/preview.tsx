import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { draftPath } from "~/drafts/draft";
import { draftForm, MAX_DRAFT_FORM_BYTES } from "~/drafts/draft.schema";
import { previewDraft } from "~/flows/preview-draft.server";
import { explainRefusal } from "~/markdown/limits";
import { parseForm } from "~/platform/http/form.server";
import type { FiledPost } from "~/posts/post";
import { PostHead, PostText } from "~/posts/view/post-body";
import { FiledUnder } from "~/tags/tag-list";
import { OnServer, onServer, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { memberOf } from "../../session/member";
import { passingHead } from "../../titles";
import { saveThen } from "./acts";
import { getDraft, textOf } from "./editing";
import { EditorPage, editorLinks, readEditor } from "./editor-page";

export const handle: PageHandle = { act: "post.edit-draft", maxBodyBytes: MAX_DRAFT_FORM_BYTES };
export const links = editorLinks;
export const meta: MetaFunction = (args) => passingHead(args, "Preview");

/** The draft as it was last saved, as the post will stand. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  if (params.id === "new") return onServer({ editor: await readEditor(context, null, null) });
  const draft = await getDraft(context, params.id);
  const shown = await previewDraft(context, draft.text, memberOf(context), context.now());
  const page = { path: draftPath(draft.id) };
  if (!shown.ok) return onServer({ ...page, refused: explainRefusal(shown.reason) });
  return onServer({ ...page, post: shown.post });
}

/** Saves the draft and shows it; with `?unsaved`, shows what the script sends and stores nothing. */
export async function action(args: ActionFunctionArgs) {
  const { request, context } = args;
  if (!context.query("unsaved").has("unsaved"))
    return saveThen(args, ({ draftId }) => redirect(`${draftPath(draftId)}/preview`, 303));
  const form = await parseForm(request, draftForm);
  if (!form.ok) return onServer({ refused: Object.values(form.errors).join(" ") });
  const shown = await previewDraft(context, textOf(form.value), memberOf(context), context.now());
  return onServer(shown.ok ? { post: shown.post } : { refused: explainRefusal(shown.reason) });
}

export default function Preview() {
  const data = useServerData<typeof loader>();
  const acted = useActionData() as OnServer<{ post?: FiledPost; refused?: string }> | object | undefined;
  if (acted instanceof OnServer) return <Shown {...acted.value} />;
  if ("editor" in data) return <EditorPage editor={data.editor} />;
  return (
    <div className="editor-page">
      <p className="form-warning">
        This is a preview. Only you and the editors see it. <a href={data.path}>Back to editing</a>
      </p>
      <Shown {...data} />
    </div>
  );
}

/** The post, or why it can't be shown. */
const Shown = ({ post, refused }: { post?: FiledPost; refused?: string }) => (
  <div data-preview>
    {post ? (
      <article className="post">
        <PostHead post={post} source={{ siteName: "", url: "" }} />
        <PostText post={post} />
        <footer className="post-foot">
          <p>
            <FiledUnder tags={post.tags} />
          </p>
        </footer>
      </article>
    ) : (
      <p>{refused}</p>
    )}
  </div>
);
