import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { isAnswerable } from "~/site/first-step";
import { answerStep, resumeStep } from "~/site/first-step.server";
import { notFound } from "../not-found";
import type { PageHandle } from "../page-handle";

export const handle: PageHandle = { act: "settings.update" };

const STEPS = [{ href: "/first-steps", title: "First steps" }];

/** Answers to a step, by the address: `/first-steps/STEP/skip`, `/first-steps/email/none`, `/first-steps/STEP/resume`. */
export async function action({ request, params: { step }, context }: ActionFunctionArgs) {
  const verb = new URL(request.url).pathname.split("/").at(-1);
  if (!isAnswerable(step) || (verb === "none" && step !== "email")) throw notFound("step", STEPS);
  if (verb === "resume") await resumeStep(context.db, step);
  else await answerStep(context.db, step, verb === "none" ? "no-email" : "skipped", context.now());
  const done = { skip: "skipped", none: "no-email", resume: "resumed" }[verb ?? ""];
  return redirect(`/first-steps?done=${step === "all" ? "all" : done}`, 303);
}

export const loader = (_: LoaderFunctionArgs) => redirect("/first-steps");
