// What the pages that ask once more before an act share.

import { data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import type { Act } from "~/people/policy";
import { onServer } from "../../on-server";
import { getDraft, pageOfDraft } from "../editor/editing";
import { explainDraftRefusal } from "./draft-refusals";

/** The loader of a page that asks before `act`. */
export const loaderOf =
  (act: Act) =>
  async ({ params, context }: LoaderFunctionArgs) =>
    onServer(pageOfDraft(context, await getDraft(context, params.id, act)));

type Outcome = { ok: true } | Parameters<typeof explainDraftRefusal>[0];

/** Answers an act: goes on to `to`, or asks again with the reason of the refusal. */
export const answerAct = (outcome: Outcome, to: string) =>
  outcome.ok ? redirect(to, 303) : data({ errors: explainDraftRefusal(outcome) }, 409);
