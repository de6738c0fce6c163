import type { LoaderFunctionArgs } from "@remix-run/node";
import { measureLateness } from "~/platform/jobs/jobs.server";
import { QUEUES, type QueueName } from "~/platform/jobs/queues";

/** A job that is due for longer than this isn't being run by any process, or its queue can't keep up. */
const MAX_DUE_MINUTES = 10;

interface Findings {
  /** Why the site isn't ready. */
  reasons: string[];
  /** Queues that are late without affecting readiness: another process behind the proxy would be as late. */
  warnings: string[];
}

/** Readiness: whether the database answers and the queues that readers wait for are on time. Answers 503 with
 *  the reasons if not. */
export async function loader({ context: { db, now, log } }: LoaderFunctionArgs) {
  const findings = await findLate(db, now()).catch((error): Findings => {
    log.error({ err: error }, "not ready");
    return { reasons: ["The database does not answer."], warnings: [] };
  });
  const isReady = findings.reasons.length === 0;
  return Response.json(
    { status: isReady ? "ready" : "not ready", ...findings },
    { status: isReady ? 200 : 503 },
  );
}

async function findLate(db: Parameters<typeof measureLateness>[0], now: Date): Promise<Findings> {
  const late = (await measureLateness(db, now)).flatMap(({ queue, lateMs }) => {
    const minutes = Math.floor(lateMs / 60_000);
    return minutes > MAX_DUE_MINUTES ? [{ queue, text: explainLate(queue, minutes) }] : [];
  });
  const textsOf = (required: boolean) =>
    late.flatMap(({ queue, text }) => (QUEUES[queue].required === required ? [text] : []));
  return { reasons: textsOf(true), warnings: textsOf(false) };
}

const explainLate = (queue: QueueName, minutes: number) =>
  `A job in the queue “${queue}” has been due for ${minutes} minutes.`;
