import type { Config } from "~/platform/config";
import { readRowId } from "~/platform/database/row-id";
import type { JobStatus } from "~/platform/jobs/job";
import { JobRunner } from "~/platform/jobs/job-runner.server";
import { listJobs, retryJobs } from "~/platform/jobs/jobs.server";
import { createLog } from "~/platform/log.server";
import { listJobKinds } from "./background-jobs";
import { type Ground, openGround } from "./ground";

const USAGE =
  "Say what to do with jobs: longtable jobs list [waiting|running|done|dead], retry ID|all, or run";
const STATUSES = ["waiting", "running", "done", "dead"];

/** `longtable jobs list|retry|run` */
export async function jobsCommand(config: Config, [verb, word, ...rest]: string[]): Promise<number> {
  const isUnderstood =
    rest.length === 0 &&
    ((verb === "list" && (word === undefined || STATUSES.includes(word))) ||
      (verb === "retry" && (word === "all" || readRowId(word) !== null)) ||
      (verb === "run" && word === undefined));
  if (!isUnderstood) {
    console.error(USAGE);
    return 2;
  }
  const ground = await openGround(config);
  try {
    if (verb === "list") return await list(ground, word as JobStatus | undefined);
    if (verb === "retry") return await retry(ground, word === "all" ? "all" : Number(word));
    return await run(config, ground);
  } finally {
    await ground.close();
  }
}

async function list({ db }: Ground, status?: JobStatus): Promise<number> {
  const jobs = await listJobs(db, status);
  for (const { id, kind, status: stands, dueAt, attempts, payload, error } of jobs) {
    console.log([id, stands, kind, dueAt.toISOString(), `tried ${attempts}`, payload].join("  "));
    if (error) console.log(`    ${error.split("\n", 1)[0]}`);
  }
  if (jobs.length === 0) console.log("No jobs.");
  return 0;
}

async function retry({ db }: Ground, id: number | "all"): Promise<number> {
  const count = await db.write((tx) => retryJobs(tx, id, new Date()));
  if (count === 0 && id !== "all") {
    console.error(`Job ${id} is not dead, or not there. longtable jobs list dead shows those that are.`);
    return 1;
  }
  console.log(`${count === 1 ? "1 job is" : `${count} jobs are`} to be done again.`);
  return 0;
}

async function run(config: Config, ground: Ground): Promise<number> {
  let failed = 0;
  const runner = new JobRunner({
    ...listJobKinds(config),
    db: ground.db,
    means: ground,
    now: () => new Date(),
    log: createLog(config.logLevel),
    onEnd: (_kind, outcome) => {
      if (outcome !== "done") failed++;
    },
  });
  const count = await runner.runDue();
  console.log(`Jobs: ${count - failed} done, ${failed} failed.`);
  return failed > 0 ? 1 : 0;
}
