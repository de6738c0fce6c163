import type { ActionFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { BIN_DAYS } from "~/drafts/draft.schema";
import { moveToBin } from "~/flows/writing/bin-draft.server";
import { useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { memberOf } from "../../session/member";
import { passingHead } from "../../titles";
import { getDraft } from "../editor/editing";
import { ConfirmAct } from "./confirm-act";
import { answerAct, loaderOf } from "./confirming";

export const handle: PageHandle = { act: "post.edit-draft" };
export const meta: MetaFunction = (args) => passingHead(args, "Delete");

export const loader = loaderOf("post.edit-draft");

/** Puts a draft into the bin. */
export async function action({ params, context }: ActionFunctionArgs) {
  const draft = await getDraft(context, params.id, "post.edit-draft");
  const done = await moveToBin(context, memberOf(context), draft.id, context.now());
  return answerAct(done, `/drafts?done=${draft.id}`);
}

export default function Delete() {
  const page = useServerData<typeof loader>();
  return (
    <ConfirmAct
      page={page}
      refused={useActionData<typeof action>()}
      question="Delete this draft?"
      path={`/write/${page.draftId}/delete`}
      submit="Delete draft"
    >
      <p>It stays in the bin for {BIN_DAYS} days, and you can restore it until then.</p>
    </ConfirmAct>
  );
}
