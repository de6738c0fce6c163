import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { z } from "zod";
import { Time } from "~/design/calendar";
import { draftPath } from "~/drafts/draft";
import { discardCopy } from "~/drafts/saving/draft-copies.server";
import { parseForm } from "~/platform/http/body/form.server";
import { onServer, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { memberOf } from "../../session/member";
import { passingHead } from "../../titles";
import { getDraft, pageOfDraft } from "../editor/editing";
import { ConfirmAct } from "../states/confirm-act";
import { getCopy } from "./copy-request";

export const handle: PageHandle = { act: "post.edit-draft" };
export const meta: MetaFunction = (args) => passingHead(args, "Delete copy");

export async function loader({ params, context }: LoaderFunctionArgs) {
  const draft = await getDraft(context, params.id);
  const { id, savedAt, person } = await getCopy(context, draft, params.copy);
  return onServer({ ...pageOfDraft(context, draft), copyId: id, savedAt, name: person?.name ?? null });
}

const seenForm = z.object({ savedAt: z.string().default("") });

/** Deletes the copy that the page showed. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const draft = await getDraft(context, params.id);
  const copy = await getCopy(context, draft, params.copy);
  const form = await parseForm(request, seenForm);
  const seen = { draftId: draft.id, copyId: copy.id, savedAt: form.ok ? form.value.savedAt : "" };
  const deleted = await discardCopy(context.db, memberOf(context), seen);
  if (deleted.ok) return redirect(draftPath(draft.id), 303);
  const words =
    deleted.reason === "draft.not-found"
      ? "This draft is handed in. Take it back first, then you can delete its copies."
      : "This copy was changed meanwhile. Compare it again before you delete it.";
  return data({ errors: { form: words } }, 409);
}

export default function DeleteCopy() {
  const page = useServerData<typeof loader>();
  return (
    <ConfirmAct
      page={page}
      refused={useActionData<typeof action>()}
      question="Delete this copy?"
      path={`/write/${page.draftId}/copies/${page.copyId}/delete`}
      cancel={`/write/${page.draftId}/copies?copy=${page.copyId}`}
      submit="Delete copy"
      fields={<input type="hidden" name="savedAt" value={page.savedAt.toISOString()} />}
    >
      <p>
        It was saved <Time at={page.savedAt} style="moment" />
        {page.name ? (
          <>
            {" "}
            by <bdi>{page.name}</bdi>
          </>
        ) : null}
        . You can’t undo this. The text in the editor stays as it is.
      </p>
    </ConfirmAct>
  );
}
