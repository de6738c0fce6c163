import { type ActionFunctionArgs, data, redirect } from "@remix-run/node";
import { moderateResponses, type RefusedResponse } from "~/flows/moderating/moderate-responses.server";
import type { Decision } from "~/moderation/decision";
import { readValues } from "~/platform/http/body/form.server";
import { OnServer } from "../../on-server";
import { memberOf } from "../../session/member";
import { refuseModerator } from "../../session/permission";
import { explainChoice, queuePath, readOrder, readResponses } from "./moderation-form";

export interface Outcome {
  as: number;
  choice: string | null;
  refused: RefusedResponse[];
  entry: { id: number; action: string; undoneAt: null } | null;
}

/** Decides about the responses that the form names. Goes back to the queue if all could be done; otherwise answers with what couldn't
 *  be, and why. */
export async function answerDecision({ request, context }: ActionFunctionArgs, decision: Decision) {
  const member = memberOf(context);
  const seen = await readResponses(request);
  const choice = explainChoice(seen);
  if (choice) return data(new OnServer<Outcome>({ as: member.id, choice, refused: [], entry: null }), 422);
  const order = readOrder((await readValues(request)).order);
  const done = await moderateResponses(context, member, seen, decision, context.now());
  if (!done.ok) throw refuseModerator(member);
  const [entryId] = done.entryIds;
  if (done.refused.length === 0) return redirect(queuePath(order, entryId), 303);
  const entry = entryId === undefined ? null : { id: entryId, action: decision.action, undoneAt: null };
  return data(new OnServer<Outcome>({ as: member.id, choice: null, refused: done.refused, entry }), 409);
}
