import type { ActionFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { withdrawPageOfDraft } from "~/flows/pages/publish-page.server";
import { withdrawPostOfDraft } from "~/flows/writing/publish-draft.server";
import { useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { memberOf } from "../../session/member";
import { passingHead } from "../../titles";
import { getDraft } from "../editor/editing";
import { ConfirmAct } from "./confirm-act";
import { answerAct, loaderOf } from "./confirming";

export const handle: PageHandle = { act: "post.withdraw" };
export const meta: MetaFunction = (args) => passingHead(args, "Withdraw");

export const loader = loaderOf("post.withdraw");

/** Withdraws a published post or page, or unschedules a post. */
export async function action({ params, context }: ActionFunctionArgs) {
  const draft = await getDraft(context, params.id, "post.withdraw");
  const member = memberOf(context);
  const done =
    draft.kind === "page"
      ? await withdrawPageOfDraft(context, member, draft.id)
      : await withdrawPostOfDraft(context, member, draft.id, context.now());
  return answerAct(done, `/drafts?done=${draft.id}`);
}

export default function Withdraw() {
  const page = useServerData<typeof loader>();
  return (
    <ConfirmAct
      page={page}
      refused={useActionData<typeof action>()}
      question={page.isScheduled ? "Unschedule this post?" : `Withdraw this ${page.kind}?`}
      path={`/write/${page.draftId}/withdraw`}
      submit={page.isScheduled ? "Unschedule" : `Withdraw ${page.kind}`}
    >
      {page.isScheduled ? (
        <p>It becomes a draft again and won’t be published by itself.</p>
      ) : page.kind === "page" ? (
        <p>
          Readers no longer see it, the navigation no longer has it, and its address says that it was
          withdrawn. Its text is kept, and you can publish it again.
        </p>
      ) : (
        <p>
          Readers no longer see it, and its address says that it was withdrawn. Its text and its responses are
          kept, and you can publish it again.
        </p>
      )}
    </ConfirmAct>
  );
}
