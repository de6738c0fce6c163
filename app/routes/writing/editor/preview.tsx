import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { draftPath } from "~/drafts/draft";
import { MissingAlt } from "~/media/missing-alt/missing-alt";
import { listMissingAlt } from "~/media/missing-alt/missing-alt.server";
import { onServer, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { passingHead } from "../../titles";
import { getDraft } from "./editing";
import { editorLinks } from "./editor-page";
import { ShownDraft, showDraft } from "./shown-draft";

export const handle: PageHandle = { act: "post.edit-draft" };
export const links = editorLinks;
export const meta: MetaFunction = (args) => passingHead(args, "Preview");

/** The draft as it was last saved, as the post will stand. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const draft = await getDraft(context, params.id);
  const missingAlt = await listMissingAlt(context.db, draft.text.source);
  return onServer({
    path: draftPath(draft.id),
    missingAlt,
    ...(await showDraft(context, draft.text, draft)),
  });
}

export default function Preview() {
  const { path, missingAlt, ...shown } = useServerData<typeof loader>();
  return (
    <div className="editor-page">
      <p className="form-warning">
        This is a preview. Only you and the editors see it. <a href={path}>Back to editing</a>
      </p>
      <MissingAlt pictures={missingAlt} editPath={path} />
      <ShownDraft {...shown} />
    </div>
  );
}
