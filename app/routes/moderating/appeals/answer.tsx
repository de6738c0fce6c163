import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { type AnswerResult, answerAppeal } from "~/flows/moderating/appeals.server";
import { answerSchema } from "~/moderation/appeals/appeal";
import { explainModerationRefusal } from "~/moderation/moderation-refusals";
import { readRowId } from "~/platform/database/rows/row-id";
import { parseForm } from "~/platform/http/body/form.server";
import { notFound } from "../../not-found";
import { onServer, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { memberOf } from "../../session/member";
import { refuseModerator } from "../../session/permission";
import { passingHead } from "../../titles";
import { moderationLinks } from "../responses/moderation-links";
import { OpenAppeals, readAppeals } from "./open-appeals";
import type { RefusedAnswer } from "./refused-answer";

export const handle: PageHandle = { act: "response.moderate" };
export const links = moderationLinks;
export const meta: MetaFunction = (args) => passingHead(args, "Appeals");

export const loader = async ({ context }: LoaderFunctionArgs) => onServer(await readAppeals(context));

/** Answers an appeal: the last part of the address says how. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const member = memberOf(context);
  const id = readRowId(params.id) ?? 0;
  const to = new URL(request.url).pathname.endsWith("/reverse") ? "reversed" : "upheld";
  const form = await parseForm(request, answerSchema);
  const refuse = (status: number, errors: Record<string, string>) =>
    data<RefusedAnswer>({ about: "decision", id, values: form.values, errors }, status);
  if (!form.ok) return refuse(422, form.errors);
  const { words } = form.value;
  if (to === "upheld" && words === "")
    return refuse(422, { words: "Please say why the decision stands: we show it to the writer." });
  const done = await answerAppeal(context, member, id, { to, words }, context.now());
  if (done.ok)
    return redirect(
      done.entryId === null ? "/moderation/appeals?done=upheld" : `/moderation?done=${done.entryId}`,
      303,
    );
  if (done.reason === "moderation.not-allowed") throw refuseModerator(member);
  if (done.reason === "appeal.not-found")
    throw notFound("appeal", [{ href: "/moderation/appeals", title: "Appeals" }]);
  return refuse(409, { form: explain(done.reason) });
}

type Refusal = Exclude<
  Extract<AnswerResult, { ok: false }>["reason"],
  "moderation.not-allowed" | "appeal.not-found"
>;

function explain(reason: Refusal): string {
  if (reason === "appeal.answered")
    return "Nothing was changed: another moderator has answered this appeal in the meantime.";
  if (reason === "appeal.for-others")
    return "Nothing was changed: you decided this yourself, so another moderator answers the appeal.";
  return `Nothing was changed. ${explainModerationRefusal(reason)}`;
}

export default function Answer() {
  return <OpenAppeals {...useServerData<typeof loader>()} refused={useActionData<typeof action>()} />;
}
