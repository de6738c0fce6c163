import { expect, test } from "vitest";
import { readConfig } from "~/platform/config/config";
import { listJobKinds } from "~/server/background-jobs";

test("keeps each kind of job that is stored, in its queue, and the kind of every schedule", () => {
  const { kinds, schedules } = listJobKinds(readConfig({}));
  // A job of another name or queue would wait for ever: renaming or moving one needs a migration.
  expect(Object.fromEntries(kinds.map(({ kind, queue }) => [kind, queue]))).toMatchObject({
    ...{ "publish-post": "publishing", mail: "mail", backup: "backup" },
    ...{ "re-render": "rendering", "file-by-month": "rendering", "clear-writing": "rendering" },
    ...{ prune: "rendering", "prune-people": "rendering", "prune-replies": "rendering" },
  });
  expect(schedules.filter(({ job }) => !kinds.includes(job))).toEqual([]);
});
