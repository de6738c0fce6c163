import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { discardChanges } from "~/flows/publish-draft.server";
import { onServer, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { memberOf } from "../../session/member";
import { passingHead } from "../../titles";
import { getDraft, pageOfDraft } from "../editor/editing";
import { ConfirmAct } from "./confirm-act";
import { explainDraftRefusal } from "./draft-refusals";

export const handle: PageHandle = { act: "post.edit-draft" };
export const meta: MetaFunction = (args) => passingHead(args, "Discard changes");

export const loader = async ({ params, context }: LoaderFunctionArgs) =>
  onServer(pageOfDraft(context, await getDraft(context, params.id, "post.edit-draft")));

/** Gives the working copy the post's text again. */
export async function action({ params, context }: ActionFunctionArgs) {
  const draft = await getDraft(context, params.id, "post.edit-draft");
  const done = await discardChanges(
    context,
    memberOf(context),
    { draftId: draft.id, version: draft.version },
    context.now(),
  );
  return done.ok ? redirect(`/write/${draft.id}`, 303) : data({ errors: explainDraftRefusal(done) }, 409);
}

export default function Discard() {
  const page = useServerData<typeof loader>();
  return (
    <ConfirmAct
      page={page}
      refused={useActionData<typeof action>()}
      question="Discard your changes?"
      path={`/write/${page.draftId}/discard`}
      submit="Discard changes"
    >
      <p>
        The editor shows the published text again. What you changed since is deleted, and you can’t undo this.
        What somebody else changed is kept as a copy.
      </p>
    </ConfirmAct>
  );
}
