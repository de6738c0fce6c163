// A process that runs due jobs, of which one kind kills it.

import { z } from "zod";
import { openDatabase } from "~/platform/database/database.server";
import { defineJob } from "~/platform/jobs/job";
import { JobRunner } from "~/platform/jobs/job-runner.server";
import { createLog } from "~/platform/log.server";

const [url = ""] = process.argv.slice(2);
const db = openDatabase(url);
const kindOf = (kind: string, run: () => Promise<void>) => defineJob({ kind, payload: z.object({}), run });
const kinds = [
  kindOf("mail", async () => void process.kill(process.pid, "SIGKILL")),
  kindOf("publish-post", async () => {}),
];
const runner = new JobRunner({
  ...{ db, deps: {}, kinds, schedules: [], now: () => new Date(), log: createLog("silent") },
});
// The kind that kills the process comes first.
console.log(await runner.runDue());
await db.close();
