import {
  type ActionFunctionArgs,
  type AppLoadContext,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { type DraftText, draftPath } from "~/drafts/draft";
import { draftForm, MAX_DRAFT_FORM_BYTES } from "~/drafts/draft.schema";
import type { Draft } from "~/drafts/draft.server";
import { type DraftPreview, previewDraft } from "~/flows/preview-draft.server";
import { explainRefusal } from "~/markdown/limits";
import { parseForm } from "~/platform/http/form.server";
import { PostHead, PostText } from "~/posts/view/post-body";
import { SeriesEnds, SeriesTop } from "~/series/series-way";
import { LicenceLine } from "~/site/licence-line";
import { FiledUnder } from "~/tags/tag-list";
import { OnServer, onServer, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { memberOf } from "../../session/member";
import { passingHead } from "../../titles";
import { saveThen } from "./acts";
import { explainWait, getDraft, textOf } from "./editing";
import { EditorPage, editorLinks, readEditor } from "./editor-page";

export const handle: PageHandle = { act: "post.edit-draft", maxBodyBytes: MAX_DRAFT_FORM_BYTES };
export const links = editorLinks;
export const meta: MetaFunction = (args) => passingHead(args, "Preview");

/** The draft as it was last saved, as the post will stand. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  if (params.id === "new") return onServer({ editor: await readEditor(context, null, null) });
  const draft = await getDraft(context, params.id);
  return onServer({ path: draftPath(draft.id), ...(await show(context, draft, draft.text)) });
}

/** The text of a draft as its post will stand, or why it can't be shown. */
async function show(context: AppLoadContext, draft: Draft | null, text: DraftText): Promise<ShownProps> {
  const of = { owner: draft?.owner ?? memberOf(context), postId: draft?.postId ?? null };
  const shown = await previewDraft(context, text, of, context.now());
  return shown.ok ? { shown } : { refused: explainRefusal(shown.reason) };
}

/** Saves the draft and shows it; with `?unsaved`, shows what the script sends and stores nothing. */
export async function action(args: ActionFunctionArgs) {
  const { request, context } = args;
  if (!context.query("unsaved").has("unsaved"))
    return saveThen(args, ({ draftId }) => redirect(`${draftPath(draftId)}/preview`, 303));
  const draft = args.params.id === "new" ? null : await getDraft(context, args.params.id);
  const form = await parseForm(request, draftForm);
  if (!form.ok) return onServer({ refused: Object.values(form.errors).join(" ") });
  const wait = await context.draftLimits.secondsToWaitForPreview(memberOf(context));
  if (wait > 0) return onServer({ refused: explainWait(wait) });
  return onServer(await show(context, draft, textOf(form.value)));
}

export default function Preview() {
  const data = useServerData<typeof loader>();
  const acted = useActionData() as OnServer<ShownProps> | object | undefined;
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

interface ShownProps {
  shown?: DraftPreview;
  refused?: string;
}

/** The post with its place in a series, or why it can't be shown. */
const Shown = ({ shown, refused }: ShownProps) => (
  <div data-preview>{shown ? <PostPreview {...shown} /> : <p>{refused}</p>}</div>
);

function PostPreview({ post, contents, licence }: DraftPreview) {
  const way = post.series && contents && { series: post.series, contents, postId: post.id };
  return (
    <article className="post">
      {way ? <SeriesTop {...way} /> : null}
      <PostHead post={post} source={{ siteName: "", url: "" }} />
      <PostText post={post} />
      <footer className="post-foot">
        <p>
          <FiledUnder tags={post.tags} />
        </p>
        <LicenceLine licence={licence} />
      </footer>
      {way ? <SeriesEnds {...way} where="end" /> : null}
    </article>
  );
}
