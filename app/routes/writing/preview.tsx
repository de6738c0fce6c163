import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { draftPath } from "~/drafts/draft";
import { MAX_DRAFT_FORM_BYTES } from "~/drafts/draft.schema";
import { previewDraft } from "~/flows/preview-draft.server";
import { explainRefusal } from "~/markdown/limits";
import type { FiledPost } from "~/posts/post";
import { PostHead, PostText } from "~/posts/view/post-body";
import { readSite } from "~/site/site.server";
import { FiledUnder } from "~/tags/tag-list";
import { onServer, useServerData } from "../on-server";
import type { PageHandle } from "../page-handle";
import { memberOf } from "../session/member";
import { passingHead } from "../titles";
import { saveThen } from "./acts";
import { getDraft } from "./editing";
import { EditorPage, editorLinks, readEditor } from "./editor-page";

export const handle: PageHandle = { act: "post.edit-draft", maxBodyBytes: MAX_DRAFT_FORM_BYTES };
export const links = editorLinks;
export const meta: MetaFunction = (args) => passingHead(args, "Preview");

/** The draft as it was last saved, as the post will stand. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  if (params.id === "new") return onServer({ editor: await readEditor(context, null, null) });
  const draft = await getDraft(context, params.id);
  const { name: siteName } = await readSite(context.db);
  const shown = await previewDraft(context, draft.text, memberOf(context), context.now());
  const page = { siteName, path: draftPath(draft.id) };
  if (!shown.ok) return onServer({ ...page, refused: explainRefusal(shown.reason) });
  return onServer({ ...page, post: shown.post });
}

/** Saves the draft and shows it. */
export const action = (args: ActionFunctionArgs) =>
  saveThen(args, ({ draftId }) => redirect(`${draftPath(draftId)}/preview`, 303));

export default function Preview() {
  const data = useServerData<typeof loader>();
  if ("editor" in data) return <EditorPage editor={data.editor} />;
  return (
    <div className="editor-page">
      <p className="form-warning">
        This is a preview. Only you and the editors see it. <a href={data.path}>Back to editing</a>
      </p>
      {"post" in data ? <PostPreview post={data.post} siteName={data.siteName} /> : <p>{data.refused}</p>}
    </div>
  );
}

const PostPreview = ({ post, siteName }: { post: FiledPost; siteName: string }) => (
  <article className="post">
    <PostHead post={post} source={{ siteName, url: "" }} />
    <PostText post={post} />
    <footer className="post-foot">
      <p>
        <FiledUnder tags={post.tags} />
      </p>
    </footer>
  </article>
);
