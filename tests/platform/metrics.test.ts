import { expect, test } from "vitest";
import { createMetrics } from "~/platform/metrics.server";

const open = () =>
  createMetrics({
    cache: { counts: { hit: 0, joined: 0, miss: 0 }, bytes: 0, size: 0 },
    countJobs: async () => [],
    measureLateness: async () => [],
    countOpen: () => 0,
  });

test("measures the process once for all sites that it opens, and each site for itself", async () => {
  const [first, second] = [open(), open()];
  const ofProcess = (await first.registry.getMetricsAsJSON()).filter(({ name }) =>
    /^(nodejs|process)_/.test(name),
  );
  expect(ofProcess.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      "nodejs_eventloop_lag_seconds",
      "nodejs_gc_duration_seconds",
      "process_cpu_seconds_total",
    ]),
  );
  for (const { name } of ofProcess)
    expect(second.registry.getSingleMetric(name)).toBe(first.registry.getSingleMetric(name));

  first.countJob("publish-post", "done");
  const ended = /^longtable_jobs_ended_total\{.*\} (\d+)$/m;
  expect([ended.exec(await first.text())?.[1], ended.exec(await second.text())]).toEqual(["1", null]);
});
