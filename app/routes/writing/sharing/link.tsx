import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { Time } from "~/design/calendar";
import { Form } from "~/design/form/form";
import { draftPath } from "~/drafts/draft";
import { LINK_DAYS } from "~/drafts/draft.schema";
import { listLinks } from "~/drafts/draft-link.server";
import { shareDraft } from "~/flows/writing/share-draft.server";
import { onServer, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { As } from "../../session/as";
import { memberOf } from "../../session/member";
import { passingHead } from "../../titles";
import { getDraft, pageOfDraft } from "../editor/editing";
import { editorLinks } from "../editor/editor-page";
import { explainDraftRefusal } from "../states/draft-refusals";

export const handle: PageHandle = { act: "post.edit-draft" };
export const links = editorLinks;
export const meta: MetaFunction = (args) => passingHead(args, "Secret link");

export async function loader({ params, context }: LoaderFunctionArgs) {
  const draft = await getDraft(context, params.id);
  const working = await listLinks(context.db, draft.id, context.now());
  return onServer({ ...pageOfDraft(context, draft), working });
}

/** Creates a secret link and shows it, once. */
export async function action({ params, context }: ActionFunctionArgs) {
  const draft = await getDraft(context, params.id);
  const shared = await shareDraft(context, memberOf(context), draft.id, context.now());
  if (!shared.ok) return data({ href: null, errors: explainDraftRefusal(shared) }, 409);
  return data({ href: `${context.siteUrl}/drafts/read/${shared.secret}`, errors: {} });
}

export default function SecretLink() {
  const { as, draftId, kind, title, working } = useServerData<typeof loader>();
  const done = useActionData<typeof action>();
  const here = `${draftPath(draftId)}/link`;
  return (
    <div className="editor-page">
      <header className="page-head">
        <p className="kicker" dir="auto">
          {title || "Untitled draft"}
        </p>
        <h1>Secret link</h1>
        <p>
          For a reader without an account. Anyone who has the link can read this draft as it was last saved,
          for {LINK_DAYS} days, and nothing else. When the {kind} is published, the link leads to it.
        </p>
      </header>
      {done?.href ? (
        <div className="form-done" role="status">
          <p>The link is created. Copy it now: it can’t be shown again.</p>
          <p className="secret-link">
            <a href={done.href} rel="noreferrer">
              {done.href}
            </a>
          </p>
        </div>
      ) : null}
      <Form action={here} errors={done?.errors} submit="Create link">
        <As id={as} />
      </Form>
      {working.length > 0 ? (
        <section aria-labelledby="working-links">
          <h2 id="working-links">Links that work</h2>
          <ul className="drafts-list">
            {working.map(({ id, createdAt, expiresAt, person }) => (
              <li key={id}>
                <p>
                  Created <Time at={createdAt} style="moment" /> by{" "}
                  <bdi>{person?.name ?? "a former member"}</bdi>. It expires on{" "}
                  <Time at={expiresAt} style="moment" />.
                </p>
                <form method="post" action={`${here}/${id}/revoke`}>
                  <As id={as} />
                  <button type="submit" className="quiet">
                    Revoke
                  </button>
                </form>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <p>
        <a href={draftPath(draftId)}>Back to editing</a>
      </p>
    </div>
  );
}
