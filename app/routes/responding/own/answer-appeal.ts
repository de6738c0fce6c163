import { type ActionFunctionArgs, data } from "@remix-run/node";
import { type AppealResult, appealDecision } from "~/flows/moderating/appeals.server";
import type { OwnComment } from "~/flows/responding/edit-comment.server";
import { appealSchema } from "~/moderation/appeals/appeal";
import { readRowId } from "~/platform/database/rows/row-id";
import { parseForm } from "~/platform/http/body/form.server";
import { notFoundFor } from "../../not-found";

/** Takes the appeal of a comment's writer, or gives it back with what to mend. */
export async function receiveAppeal({ request, context }: ActionFunctionArgs, own: OwnComment) {
  const form = await parseForm(request, appealSchema);
  const { values } = form;
  const refuse = (status: number, errors: Record<string, string>) => ({
    ok: false as const,
    answer: data({ values, errors }, status),
  });
  if (!form.ok) return refuse(422, form.errors);
  const entryId = readRowId(values.decision) ?? 0;
  const made = await appealDecision(context, own, { entryId, text: form.value.text }, context.now());
  if (made.ok) return made;
  if (made.reason === "comment.not-found") throw notFoundFor("comment of yours", values.text);
  return refuse(409, { form: WHY_NOT[made.reason] });
}

const WHY_NOT: Record<
  Exclude<Extract<AppealResult, { ok: false }>["reason"], "comment.not-found">,
  string
> = {
  "appeal.changed":
    "Your text wasn’t sent: a moderator has decided anew in the meantime. This page says what they decided.",
  "appeal.made": "You have asked for another look at this decision already.",
};
