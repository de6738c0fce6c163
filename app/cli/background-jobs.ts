// Everything that is done later, and what is done again and again.

import type { Config } from "~/platform/config";
import type { AnyJobKind, Schedule } from "~/platform/jobs/job";
import { pruneJob } from "~/platform/prune.server";
import { publishDueJob } from "~/publishing/publish-post.server";
import { reRenderJob } from "~/publishing/re-render.server";
import type { Ground } from "./ground";

/** What jobs are given to work with. */
export type JobMeans = Ground;

export function listJobKinds(_config: Config): {
  kinds: AnyJobKind<JobMeans>[];
  schedules: Schedule<JobMeans>[];
} {
  const schedules: Schedule<JobMeans>[] = [{ job: pruneJob, pattern: "17 * * * *" }];
  const kinds = [publishDueJob, reRenderJob, ...schedules.map(({ job }) => job)];
  return { kinds, schedules };
}
