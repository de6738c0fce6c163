import type { ActionFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { z } from "zod";
import { discardChanges } from "~/flows/writing/publish-draft.server";
import { parseForm } from "~/platform/http/body/form.server";
import { useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { memberOf } from "../../session/member";
import { passingHead } from "../../titles";
import { getDraft } from "../editor/editing";
import { ConfirmAct } from "./confirm-act";
import { answerAct, loaderOf } from "./confirming";

export const handle: PageHandle = { act: "post.edit-draft" };
export const meta: MetaFunction = (args) => passingHead(args, "Discard changes");

export const loader = loaderOf("post.edit-draft");

/** The version that the page showed: a text that was saved since stays. */
const seenForm = z.object({ version: z.coerce.number().int().min(1) });

/** Gives the working copy the post's text again. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const draft = await getDraft(context, params.id, "post.edit-draft");
  const form = await parseForm(request, seenForm);
  const version = form.ok ? form.value.version : 0;
  const seen = { draftId: draft.id, version };
  return answerAct(
    await discardChanges(context, memberOf(context), seen, context.now()),
    `/write/${draft.id}`,
  );
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
      fields={<input type="hidden" name="version" value={page.version} />}
    >
      <p>
        The editor shows the published text again. What you changed since is deleted, and you can’t undo this.
        What somebody else changed is kept as a copy.
      </p>
    </ConfirmAct>
  );
}
