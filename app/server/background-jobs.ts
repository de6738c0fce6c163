// All kinds of background jobs and their schedules: those of the rooms, and backups as configured.

import path from "node:path";
import { z } from "zod";
import { JOBS, SCHEDULES } from "~/inventory.server";
import type { Config } from "~/platform/config/config";
import { type AnyJobKind, defineJob, type Schedule } from "~/platform/jobs/job";
import { backupTo } from "~/portability/backup/nightly-backup.server";
import { placeOf, type Services } from "./site-services";

export function listJobKinds(config: Config): {
  kinds: AnyJobKind<Services>[];
  schedules: Schedule<Services>[];
} {
  const backupJob = defineJob({
    kind: "backup",
    queue: "backup",
    payload: z.object({}),
    async run(_ground: Services, _payload, now) {
      await backupTo(placeOf(config), path.join(config.dataDir, "backups"), config.backupKeep, now);
    },
  });
  const backups = config.backupSchedule === null ? [] : [{ job: backupJob, pattern: config.backupSchedule }];
  return { kinds: [...JOBS, backupJob], schedules: [...SCHEDULES, ...backups] };
}
