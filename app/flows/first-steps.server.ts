// The first steps of a new site: what is done follows from the site itself, except where an administrator has answered.

import { z } from "zod";
import { hasInvitedAnyone } from "~/accounts/joining/invitation.server";
import { listSamplePeople } from "~/people/portability/person-sample.server";
import type { Database, DatabaseClient } from "~/platform/database/database.server";
import { defineJob } from "~/platform/jobs/job";
import type { Mailer } from "~/platform/mail/mail.server";
import { hasOwnPosts, listSamplePosts } from "~/posts/portability/post-sample.server";
import { listSampleSeries } from "~/series/portability/series-sample.server";
import { FIRST_STEPS, type FirstStepName } from "~/site/first-step";
import { answerStep, readAnswers } from "~/site/first-step.server";
import { isNamed } from "~/site/site-sample.server";

export interface FirstStep {
  name: FirstStepName;
  /** "no-email": the administrator said that this site sends none. */
  state: "open" | "done" | "skipped" | "no-email";
}

/** The steps with their states; null once they have been dismissed. */
export async function readFirstSteps(db: DatabaseClient, sendsMail: boolean): Promise<FirstStep[] | null> {
  const answers = await readAnswers(db);
  if (answers.has("all")) return null;
  const isDone: Record<FirstStepName, () => boolean | Promise<boolean>> = {
    name: () => isNamed(db),
    email: () => sendsMail,
    post: () => hasOwnPosts(db),
    invite: () => hasInvitedAnyone(db),
    sample: async () => !(await isSampleHere(db)),
  };
  const steps: FirstStep[] = [];
  for (const name of FIRST_STEPS) {
    const answer = answers.get(name);
    if (await isDone[name]()) steps.push({ name, state: "done" });
    else steps.push({ name, state: answer === undefined ? "open" : toState(answer) });
  }
  return steps;
}

const toState = (answer: string) => (answer === "no-email" ? "no-email" : "skipped");

/** Number of steps that wait for an administrator. */
export async function countFirstSteps(db: DatabaseClient, sendsMail: boolean): Promise<number> {
  const steps = await readFirstSteps(db, sendsMail);
  return steps?.filter(({ state }) => state === "open").length ?? 0;
}

/** Whether posts, people or series of the sample blog are here. */
export async function isSampleHere(db: DatabaseClient): Promise<boolean> {
  if ((await listSamplePosts(db)).length > 0) return true;
  if ((await listSamplePeople(db)).going.length > 0) return true;
  return (await listSampleSeries(db)).length > 0;
}

/** Dismisses the steps once all are done: they must not come back when, say, the mail server is removed years later. */
export const endFirstStepsJob = defineJob({
  kind: "end-first-steps",
  queue: "rendering",
  payload: z.object({}),
  async run({ db, mailer }: { db: Database; mailer: Mailer }, _payload, now) {
    const steps = await readFirstSteps(db, mailer.isConfigured);
    if (steps?.every(({ state }) => state !== "open")) await answerStep(db, "all", "skipped", now);
  },
});
