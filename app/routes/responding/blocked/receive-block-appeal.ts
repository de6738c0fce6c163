import { type ActionFunctionArgs, data } from "@remix-run/node";
import { appealBlock, type Blocked } from "~/flows/moderating/block-appeals.server";
import { appealSchema } from "~/moderation/appeals/appeal";
import { parseForm } from "~/platform/http/body/form.server";
import type { RefusedAppeal } from "./block-page";

/** Takes an appeal of a block, or gives it back with what to mend. `blockId` is the block that the form showed. */
export async function receiveBlockAppeal(
  { request, context }: ActionFunctionArgs,
  who: Blocked,
  blockIdOf: (values: Record<string, string>) => number,
) {
  const form = await parseForm(request, appealSchema);
  const { values } = form;
  const refuse = (status: number, errors: Record<string, string>) => ({
    ok: false as const,
    answer: data<RefusedAppeal>({ values, errors }, status),
  });
  if (!form.ok) return refuse(422, form.errors);
  const appeal = { blockId: blockIdOf(values), text: form.value.text };
  const made = await appealBlock(context, who, appeal, context.now());
  return made.ok ? made : refuse(409, { form: WHY_NOT[made.reason] });
}

const WHY_NOT = {
  "appeal.no-block":
    "Your text wasn’t sent: this block has ended, or another has taken its place. This page says what stands now.",
  "appeal.made": "Your text wasn’t sent: another look at this block was asked for already.",
};
