// What administrators have answered to the first steps of the site.

import type { Database, DatabaseClient } from "~/platform/database/database.server";
import type { Answer, Answerable } from "./first-step";

/** The answers by step. */
export async function readAnswers(db: DatabaseClient): Promise<Map<string, string>> {
  const rows = await db.firstStep.findMany({ select: { step: true, answer: true } });
  return new Map(rows.map(({ step, answer }) => [step, answer]));
}

/** Stores an answer; the newest counts. */
export const answerStep = (db: Database, step: Answerable, answer: Answer, now: Date): Promise<void> =>
  db.write(async (tx) => {
    const data = { answer, at: now };
    await tx.db.firstStep.upsert({ where: { step }, create: { step, ...data }, update: data });
  });

/** Takes an answer back. */
export const resumeStep = (db: Database, step: Answerable): Promise<void> =>
  db.write(async (tx) => {
    await tx.db.firstStep.deleteMany({ where: { step } });
  });
