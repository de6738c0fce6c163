import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Time } from "~/design/calendar";
import { draftPath } from "~/drafts/draft";
import { compareWithPosted, isOutdated } from "~/flows/versions/draft-changes.server";
import { ComparisonView } from "~/revisions/comparison-view";
import { isPublished } from "~/visibility/status";
import { notFound } from "../../not-found";
import { onServer, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { passingHead } from "../../titles";
import { getDraft, textToEdit } from "../editor/editing";
import { comparisonLinks } from "./comparison-links";

export const handle: PageHandle = { act: "post.edit-draft" };
export const links: LinksFunction = comparisonLinks;
export const meta: MetaFunction = (args) => passingHead(args, "What changed");

/** A post or a page, and its working copy. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const draft = await getDraft(context, params.id);
  const path = draftPath(draft.id);
  const text = await textToEdit(context.db, draft);
  const comparison = await compareWithPosted(context.db, { ...draft, text });
  if (!draft.posted || !comparison) throw notFound("published text", [{ href: path, title: "The draft" }]);
  return onServer({
    ...{
      path,
      comparison,
      title: draft.title,
      savedAt: draft.savedAt,
      posted: draft.posted,
      kind: draft.kind,
    },
    savedBy: draft.savedBy?.name ?? null,
    isOutdated: isOutdated(draft),
  });
}

export default function Changes() {
  const { path, title, comparison, posted, kind, savedAt, savedBy, ...page } = useServerData<typeof loader>();
  return (
    <div className="editor-page">
      <header className="page-head">
        <p className="kicker" dir="auto">
          {title.trim() || "Untitled draft"}
        </p>
        <h1>What changed</h1>
      </header>
      <p className="editor-facts">
        From the {isPublished(posted) ? "published text" : "text that is stored for publication"} to the one
        in the editor, saved <Time at={savedAt} style="moment" />
        {savedBy ? (
          <>
            {" "}
            by <bdi>{savedBy}</bdi>
          </>
        ) : null}
        .
      </p>
      {page.isOutdated ? (
        <p className="form-warning">
          The {kind} was updated after this text was begun. Words that are shown as removed may be part of
          that update: copy what you need from here into the editor.{" "}
          <a href={`${posted.path}/history`}>Its versions</a>
        </p>
      ) : null}
      <ComparisonView comparison={comparison} />
      <p>
        <a href={path}>Back to editing</a>
      </p>
    </div>
  );
}
