import type { LoaderFunctionArgs } from "@remix-run/node";
import { surveyJobs } from "~/platform/jobs/jobs.server";

/** A job that is due for longer than this has nobody who does it. */
const MAX_DUE_MINUTES = 10;

/** Whether the site can work: its database answers, and its jobs are being done. 503 with the reasons where it can't. */
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
