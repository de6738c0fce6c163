import type { Config } from "~/platform/config/config";
import { readRowId } from "~/platform/database/rows/row-id";
import type { AnyJobKind, JobStatus } from "~/platform/jobs/job";
import { JobRunner } from "~/platform/jobs/job-runner.server";
import { listJobs, retryJobs } from "~/platform/jobs/jobs.server";
import { createLog } from "~/platform/log.server";
import { listJobKinds } from "~/server/background-jobs";
import { openServices, type Services } from "~/server/site-services";
import { countOf, momentOf } from "~/server/words";
import { readSite } from "~/site/site.server";
import { readArguments } from "./arguments";
import { misuse, RUN } from "./help";

const ARGUMENTS = { list: { takes: ["STATUS"] }, retry: { needs: ["ID|all"] }, run: {} };

/** Names of the statuses as shown: a dead job has used up its attempts. */
const NAMES: Record<JobStatus, string> = {
  waiting: "waiting",
  running: "running",
  done: "done",
  dead: "failed",
};

const statusOf = (word: string) =>
  (Object.keys(NAMES) as JobStatus[]).find((status) => word === NAMES[status] || word === status);

/** `longtable jobs list|retry|run` */
export async function jobsCommand(config: Config, [verb = "", ...words]: string[]): Promise<number> {
  if (verb !== "list" && verb !== "retry" && verb !== "run")
    return misuse("jobs", verb ? `Unknown action "${verb}".` : "Missing list, retry or run.");
  const read = readArguments(words, { ...ARGUMENTS[verb], options: {} });
  if (!read.ok) return misuse("jobs", read.problem);
  const [word] = read.named;
  if (verb === "list" && word !== undefined && !statusOf(word))
    return misuse("jobs", `Unknown status "${word}".`);
  if (verb === "retry" && word !== "all" && readRowId(word) === null)
    return misuse("jobs", `"${word}" is not the number of a job. jobs list shows the numbers.`);
  const services = await openServices(config);
  try {
    if (verb === "list") return await list(config, services, word === undefined ? undefined : statusOf(word));
    if (verb === "retry") return await retry(services, word === "all" ? "all" : Number(word));
    return await run(config, services);
  } finally {
    await services.close();
  }
}

/** Prints no payloads: that of an e-mail has its text, with links that sign in. */
async function list(config: Config, { db }: Services, status?: JobStatus): Promise<number> {
  const jobs = await listJobs(db, status);
  const { timeZone } = await readSite(db);
  const { kinds } = listJobKinds(config);
  for (const job of jobs) {
    const { id, kind, queue, dueAt, endedAt, createdAt, attempts, error } = job;
    const when = endedAt ? `ended ${momentOf(endedAt, timeZone)}` : `due ${momentOf(dueAt, timeZone)}`;
    const created = `created ${momentOf(createdAt, timeZone)}`;
    const known = [id, NAMES[job.status as JobStatus], kind, `queue ${queue}`, created, when];
    console.log([...known, countOf(attempts, "attempt"), ...describe(kinds, job)].join("  "));
    if (error) console.log(`    ${error.split("\n", 1)[0]}`);
  }
  if (jobs.length === 0) console.log("No jobs.");
  return 0;
}

/** What the kind shows of the payload; nothing if it was deleted, or is another version's. */
function describe(kinds: AnyJobKind<Services>[], { kind, payload }: { kind: string; payload: string }) {
  const known = kinds.find((one) => one.kind === kind);
  const read = known?.payload.safeParse(JSON.parse(payload));
  return known?.describe && read?.success ? [known.describe(read.data)] : [];
}

async function retry({ db }: Services, id: number | "all"): Promise<number> {
  const count = await db.write((tx) => retryJobs(tx, id, new Date()));
  if (count === 0 && id !== "all") {
    console.error(`There is no failed job ${id}. To list failed jobs: ${RUN} jobs list failed`);
    return 1;
  }
  console.log(count === 0 ? "No failed jobs." : `${countOf(count, "job")} will run again.`);
  return 0;
}

async function run(config: Config, services: Services): Promise<number> {
  let failed = 0;
  const runner = new JobRunner({
    ...listJobKinds(config),
    db: services.db,
    deps: services,
    now: () => new Date(),
    log: createLog(config.logLevel),
    onEnd: (_kind, outcome) => {
      if (outcome !== "done") failed++;
    },
  });
  const count = await runner.runDue();
  console.log(`Jobs run: ${count - failed} done, ${failed} failed.`);
  return failed > 0 ? 1 : 0;
}
