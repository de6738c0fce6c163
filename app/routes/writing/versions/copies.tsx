import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Time } from "~/design/calendar";
import { Form } from "~/design/form/form";
import { draftPath } from "~/drafts/draft";
import { toCompare } from "~/drafts/draft-fields";
import { mayEdit } from "~/drafts/editor/editing";
import { listCopies } from "~/drafts/saving/draft-saving.server";
import { readRowId } from "~/platform/database/rows/row-id";
import { compare } from "~/revisions/comparison";
import { ComparisonView } from "~/revisions/comparison-view";
import { onServer, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { As } from "../../session/as";
import { memberOf } from "../../session/member";
import { passingHead } from "../../titles";
import { getDraft, textToEdit } from "../editor/editing";
import { comparisonLinks } from "./comparison-links";

export const handle: PageHandle = { act: "post.edit-draft" };
export const links: LinksFunction = comparisonLinks;
export const meta: MetaFunction = (args) => passingHead(args, "Compare copies");

/** A draft and one of the copies beside it: the newest, or the one that the query names. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const draft = await getDraft(context, params.id);
  const copies = await listCopies(context.db, draft.id);
  const asked = readRowId(context.query("copy").get("copy"));
  const chosen = copies.find(({ id }) => id === asked) ?? copies[0];
  const member = memberOf(context);
  const text = await textToEdit(context.db, draft);
  return onServer({
    as: member.id,
    path: draftPath(draft.id),
    title: draft.title,
    mayDecide: mayEdit(member, draft),
    savedAt: draft.savedAt,
    savedBy: draft.savedBy?.name ?? null,
    copies: copies.map(({ id, savedAt, person }) => ({ id, savedAt, name: person?.name ?? null })),
    chosen: chosen && {
      ...{ id: chosen.id, savedAt: chosen.savedAt, name: chosen.person?.name ?? null },
      comparison: compare(toCompare(text), toCompare(chosen.text)),
    },
  });
}

export default function Copies() {
  const { path, title, chosen, copies, savedAt, savedBy, ...page } = useServerData<typeof loader>();
  return (
    <div className="editor-page">
      <header className="page-head">
        <p className="kicker" dir="auto">
          {title.trim() || "Untitled draft"}
        </p>
        <h1>Compare copies</h1>
      </header>
      {chosen ? (
        <>
          <p>
            This draft was changed in two places at the same time, so both texts are kept. Compare them, and
            use the one that you want.
          </p>
          {copies.length > 1 ? <CopyList path={path} copies={copies} chosenId={chosen.id} /> : null}
          <dl className="publish-facts">
            <dt>In the editor</dt>
            <dd>
              <Saved at={savedAt} name={savedBy} />
            </dd>
            <dt>Copy</dt>
            <dd>
              <Saved at={chosen.savedAt} name={chosen.name} />
            </dd>
          </dl>
          {page.mayDecide ? (
            <div className="comparison-acts">
              <Form action={`${path}/copies/${chosen.id}/use`} submit="Use this copy">
                <As id={page.as} />
              </Form>
              <a href={`${path}/copies/${chosen.id}/delete`}>Delete this copy</a>
            </div>
          ) : null}
          <p className="field-hint">
            If you use the copy, the text in the editor becomes the copy: nothing is lost.
          </p>
          <h2>From the editor’s text to the copy</h2>
          <ComparisonView comparison={chosen.comparison} />
        </>
      ) : (
        <p>There are no copies beside this draft.</p>
      )}
      <p>
        <a href={path}>Back to editing</a>
      </p>
    </div>
  );
}

interface ListedCopy {
  id: number;
  savedAt: Date;
  name: string | null;
}

const CopyList = ({ path, copies, chosenId }: { path: string; copies: ListedCopy[]; chosenId: number }) => (
  <nav aria-label="Copies">
    <ul className="versions-links">
      {copies.map(({ id, savedAt, name }) => (
        <li key={id}>
          <a href={`${path}/copies?copy=${id}`} aria-current={id === chosenId ? "page" : undefined}>
            <Saved at={savedAt} name={name} />
          </a>
        </li>
      ))}
    </ul>
  </nav>
);

const Saved = ({ at, name }: { at: Date; name: string | null }) => (
  <>
    <Time at={at} style="moment" />
    {name ? (
      <>
        , by <bdi>{name}</bdi>
      </>
    ) : null}
  </>
);
