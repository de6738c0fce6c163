import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { answerBlockAppeal, type BlockAnswerResult } from "~/flows/moderating/block-appeals.server";
import { answerSchema } from "~/moderation/appeals/appeal";
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

export const handle: PageHandle = { act: "block.edit" };
export const links = moderationLinks;
export const meta: MetaFunction = (args) => passingHead(args, "Appeals");

export const loader = async ({ context }: LoaderFunctionArgs) => onServer(await readAppeals(context));

/** Answers an appeal of a block: the last part of the address says how. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const member = memberOf(context);
  const id = readRowId(params.id) ?? 0;
  const to = new URL(request.url).pathname.endsWith("/end") ? "reversed" : "upheld";
  const form = await parseForm(request, answerSchema);
  const refuse = (status: number, errors: Record<string, string>) =>
    data<RefusedAnswer>({ about: "block", id, values: form.values, errors }, status);
  if (!form.ok) return refuse(422, form.errors);
  const { words } = form.value;
  if (to === "upheld" && words === "")
    return refuse(422, { words: "Please say why the block stays: we show it to the person who asked." });
  const done = await answerBlockAppeal(context, member, id, { to, words }, context.now());
  if (done.ok) return redirect(`/moderation/appeals?done=${to === "upheld" ? "kept" : "ended"}`, 303);
  if (done.reason === "moderation.not-allowed") throw refuseModerator(member);
  if (done.reason === "appeal.not-found")
    throw notFound("appeal", [{ href: "/moderation/appeals", title: "Appeals" }]);
  return refuse(409, { form: `Nothing was changed: ${WHY_NOT[done.reason]}.` });
}

type Refusal = Exclude<
  Extract<BlockAnswerResult, { ok: false }>["reason"],
  "moderation.not-allowed" | "appeal.not-found"
>;

const WHY_NOT: Record<Refusal, string> = {
  "appeal.answered": "another moderator has answered this appeal in the meantime",
  "appeal.block-ended": "the block has ended in the meantime",
  "appeal.for-others": "you made this block yourself, so another moderator answers the appeal",
  "moderation.own": "the block is about yourself, so another moderator answers the appeal",
};

export default function AnswerBlock() {
  return <OpenAppeals {...useServerData<typeof loader>()} refused={useActionData<typeof action>()} />;
}
