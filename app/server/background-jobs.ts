// All kinds of background jobs and their schedules.

import path from "node:path";
import { z } from "zod";
import { prunePeopleJob } from "~/accounts/prune-accounts.server";
import { pruneRepliesJob } from "~/comments/reply/recent-replies.server";
import { fileByMonthJob } from "~/flows/change-settings.server";
import { clearWritingJob } from "~/flows/leave.server";
import { publishDueJob } from "~/flows/publish-post.server";
import { reRenderJob } from "~/flows/re-render.server";
import type { Config } from "~/platform/config";
import { type AnyJobKind, defineJob, type Schedule } from "~/platform/jobs/job";
import { mailJob } from "~/platform/mail/mail-job.server";
import { PRUNE_PATTERN, pruneJob } from "~/platform/prune.server";
import { backupTo } from "~/portability/backup/backup.server";
import { placeOf, type Services } from "./site-services";

export function listJobKinds(config: Config): {
  kinds: AnyJobKind<Services>[];
  schedules: Schedule<Services>[];
} {
  const backupJob = defineJob({
    kind: "backup",
    payload: z.object({}),
    async run(_ground: Services, _payload, now) {
      await backupTo(placeOf(config), path.join(config.dataDir, "backups"), config.backupKeep, now);
    },
  });
  const schedules: Schedule<Services>[] = [
    { job: pruneJob, pattern: PRUNE_PATTERN },
    { job: prunePeopleJob, pattern: PRUNE_PATTERN },
    { job: pruneRepliesJob, pattern: PRUNE_PATTERN },
    ...(config.backupSchedule === null ? [] : [{ job: backupJob, pattern: config.backupSchedule }]),
  ];
  return {
    kinds: [
      ...[publishDueJob, reRenderJob, fileByMonthJob, clearWritingJob],
      ...[mailJob, pruneJob, prunePeopleJob, pruneRepliesJob, backupJob],
    ],
    schedules,
  };
}
