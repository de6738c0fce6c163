import type { LoaderFunctionArgs } from "@remix-run/node";
import { surveyJobs } from "~/platform/jobs/jobs.server";

/** A job that is due for longer than this isn't being run by any process. */
const MAX_DUE_MINUTES = 10;

/** Readiness: whether the database answers and jobs are run. Answers 503 with the reasons if not. */
export async function loader({ context: { db, now, log } }: LoaderFunctionArgs) {
  const reasons = await findReasons(db, now()).catch((error) => {
    log.error({ err: error }, "not ready");
    return ["The database does not answer."];
  });
  const status = reasons.length === 0 ? "ready" : "not ready";
  return Response.json({ status, reasons }, { status: reasons.length === 0 ? 200 : 503 });
}

async function findReasons(db: Parameters<typeof surveyJobs>[0], now: Date): Promise<string[]> {
  const { dueSince } = await surveyJobs(db, now);
  const minutes = dueSince ? Math.floor((now.getTime() - dueSince.getTime()) / 60_000) : 0;
  return minutes > MAX_DUE_MINUTES ? [`A job has been due for ${minutes} minutes.`] : [];
}
