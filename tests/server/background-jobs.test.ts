import { expect, test } from "vitest";
import { readConfig } from "~/platform/config";
import { QUEUE_OF_KIND } from "~/platform/jobs/queues";
import { listJobKinds } from "~/server/background-jobs";

test("names the queue of each kind of job, and of no other", () => {
  const { kinds, schedules } = listJobKinds(readConfig({}));
  const names = kinds.map(({ kind }) => kind);
  expect(names.sort()).toEqual(Object.keys(QUEUE_OF_KIND).sort());
  expect(schedules.filter(({ job }) => !names.includes(job.kind))).toEqual([]);
});
