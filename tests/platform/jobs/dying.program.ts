// A process that runs due jobs, of which one kind kills it.

import { z } from "zod";
import { openDatabase } from "~/platform/database/database.server";
import { defineJob } from "~/platform/jobs/job";
import { JobRunner } from "~/platform/jobs/job-runner.server";
import type { QueueName } from "~/platform/jobs/queues";
import { createLog } from "~/platform/log.server";

const [url = ""] = process.argv.slice(2);
const db = openDatabase(url);
const kindOf = (kind: string, queue: QueueName, run: () => Promise<void>) =>
  defineJob({ kind, queue, payload: z.object({}), run });
const kinds = [
  kindOf("mail", "mail", async () => void process.kill(process.pid, "SIGKILL")),
  kindOf("publish-post", "publishing", async () => {}),
];
const runner = new JobRunner({
  ...{ db, deps: {}, kinds, schedules: [], now: () => new Date(), log: createLog("silent") },
});
// The kind that kills the process comes first.
console.log(await runner.runDue());
await db.close();
