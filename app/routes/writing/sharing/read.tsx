import {
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { findLinkedDraft } from "~/drafts/draft-link.server";
import { linkedMediaQuery } from "~/drafts/linked-media.server";
import { isPublished, isWithdrawn } from "~/visibility/status";
import { notFound } from "../../not-found";
import { OnServer } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { SECRET_HEADERS } from "../../secret-headers";
import { passingHead } from "../../titles";
import { editorLinks } from "../editor/editor-page";
import { type Shown, ShownDraft, showDraft } from "../editor/shown-draft";

export const handle: PageHandle = {};
export const links = editorLinks;
export const meta: MetaFunction = (args) => passingHead(args, "Draft");

export const headers: HeadersFunction = () => SECRET_HEADERS;

/** A draft as it was last saved, for whoever has its secret link; once it is published, its post or page. */
export async function loader({ params: { secret = "" }, context }: LoaderFunctionArgs) {
  const draft = await findLinkedDraft(context.db, secret, context.now());
  if (!draft) throw notFound("shared draft");
  const over = { shown: null };
  if (draft === "over" || draft.binnedAt || (draft.posted && isWithdrawn(draft.posted)))
    return data(over, 410);
  if (draft.posted && isPublished(draft.posted))
    throw redirect(draft.posted.path, { headers: SECRET_HEADERS });
  // Its readers may see its pictures, and no others.
  const queryOf = linkedMediaQuery(context.siteSecret, draft.linkId);
  const render: typeof context.render = (source, options) => context.render(source, { ...options, queryOf });
  return data({ shown: new OnServer(await showDraft({ ...context, render }, draft.text, draft)) });
}

export default function ReadDraft() {
  const { shown } = useLoaderData() as { shown: OnServer<Shown> | null };
  if (!shown)
    return (
      <div className="notice">
        <h1>This link no longer works</h1>
        <p>It has expired or was revoked, or the draft was deleted. Ask its writer for a new link.</p>
      </div>
    );
  return (
    <div className="editor-page">
      <p className="editor-facts">
        This is a draft that somebody has shared with you. It isn’t published, so please don’t pass the link
        on.
      </p>
      <ShownDraft {...shown.value} />
    </div>
  );
}
