import {
  type ActionFunctionArgs,
  type AppLoadContext,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { findCommentToEdit, fingerprint } from "~/comments/editing/comment-edits.server";
import { listPieces } from "~/comments/editing/passages";
import { explainReplyRefusal } from "~/comments/reply/reply-refusals";
import { Field } from "~/design/form/field";
import { Form } from "~/design/form/form";
import { cutPassage } from "~/flows/moderating/texts/cut-passage.server";
import { whyForOthers } from "~/flows/moderating/texts/may-change.server";
import { cutSchema } from "~/moderation/moderation.schema";
import { ReasonFields } from "~/moderation/reason-fields";
import { moderationPath } from "~/moderation/response-ref";
import { PiecePicker } from "~/moderation/texts/piece-picker";
import { explainTextRefusal, isTextRefusal } from "~/moderation/texts/text-refusals";
import { readRowId } from "~/platform/database/rows/row-id";
import { parseForm } from "~/platform/http/body/form.server";
import { isErased } from "~/visibility/status";
import { notFound } from "../../not-found";
import { onServer, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { As } from "../../session/as";
import { memberOf } from "../../session/member";
import { refuseModerator } from "../../session/permission";
import { passingHead } from "../../titles";
import { ModeratingFrame } from "../moderating-frame";
import { moderationLinks } from "../responses/moderation-links";

export const handle: PageHandle = { act: "response.moderate" };
export const links = moderationLinks;
export const meta: MetaFunction = (args) => passingHead(args, "Remove a passage");

/** The comment, and why this moderator may not cut it, or null. */
async function getComment(context: AppLoadContext, param: string | undefined) {
  const comment = await findCommentToEdit(context.db, { id: readRowId(param) ?? 0 });
  if (!comment || isErased(comment)) throw notFound("comment");
  return { comment, forOthers: await whyForOthers(context.db, memberOf(context), comment) };
}

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { comment, forOthers } = await getComment(context, params.id);
  const { id, source } = comment;
  return onServer({
    ...{ as: memberOf(context).id, id, forOthers },
    ...{ pieces: forOthers ? [] : listPieces(source), basedOn: fingerprint(source) },
  });
}

/** Cuts what was ticked or typed. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const { comment } = await getComment(context, params.id);
  const member = memberOf(context);
  const fields = await request.formData().catch(() => new FormData());
  const pieces = fields.getAll("piece").map(Number);
  const form = await parseForm(request, cutSchema);
  const refuse = (status: number, errors: Record<string, string>) =>
    data({ errors, values: form.values, pieces }, status);
  if (!form.ok) return refuse(422, form.errors);
  const { passage, basedOn, ...why } = form.value;
  const cut = await cutPassage(
    context,
    member,
    { id: comment.id, basedOn, cut: { pieces, passage }, why },
    context.now(),
  );
  if (cut.ok) return redirect(`/moderation?done=${cut.entryId}`, 303);
  const { reason } = cut;
  if (reason === "moderation.not-allowed") throw refuseModerator(member);
  if (!isTextRefusal(reason)) return refuse(422, { form: explainReplyRefusal(reason) });
  const field = reason === "cut.nothing" ? "piece" : reason === "cut.not-in-text" ? "passage" : "form";
  return refuse(field === "form" ? 409 : 422, { [field]: explainTextRefusal(reason) });
}

export default function CutPassage() {
  const { as, id, forOthers, pieces, basedOn } = useServerData<typeof loader>();
  const refused = useActionData<typeof action>();
  const back = moderationPath({ kind: "comment", id });
  return (
    <ModeratingFrame page="/moderation" title="Remove a passage of this comment">
      {forOthers ? (
        <p>{explainTextRefusal(forOthers)}</p>
      ) : (
        <>
          <p>
            Readers see “[removed by a moderator]” in its place, and that a moderator edited the comment. The
            same words are removed from its earlier versions. The writer is told the reason, and later edits
            wait for a moderator. You can undo this until the writer edits the comment.
          </p>
          <Form action={`${back}/cut`} submit="Remove passage" danger errors={refused?.errors}>
            <As id={as} />
            <input type="hidden" name="basedOn" value={basedOn} />
            <PiecePicker pieces={pieces} chosen={refused?.pieces ?? []} error={refused?.errors.piece} />
            <Field
              name="passage"
              label="Or certain words"
              hint="A name, for example, exactly as it stands in the text. It is removed wherever it occurs."
              value={refused?.values.passage}
              error={refused?.errors.passage}
            />
            <ReasonFields values={refused?.values} errors={refused?.errors} />
          </Form>
        </>
      )}
      <ul className="ways-on">
        <li>
          <a href={back}>Cancel</a>
        </li>
      </ul>
    </ModeratingFrame>
  );
}
