import { AggregatorRegistry, Histogram, Registry } from "prom-client";
import { expect, test } from "vitest";
import { Durations } from "~/platform/durations";

const NAME = "request_seconds";
const BUCKETS = [0.001, 0.1, 10];
const OBSERVED = [
  { method: "GET", route: "/", status: 200, seconds: [0.0005, 0.001, 0.05, 0.1, 3, 10, 11] },
  { method: "GET", route: "/tags/:slug", status: 404, seconds: [0.002] },
];

function observeInOurs() {
  const registry = new Registry();
  const durations = new Durations({ name: NAME, help: "Duration", buckets: BUCKETS }, registry);
  for (const { seconds, ...labels } of OBSERVED)
    for (const one of seconds) durations.observe(one, JSON.stringify(labels), () => labels);
  return registry;
}

function observeInPromClient() {
  const registry = new Registry();
  const histogram = new Histogram({
    ...{ name: NAME, help: "Duration", buckets: BUCKETS, registers: [registry] },
    labelNames: ["method", "route", "status"],
  });
  for (const { seconds, ...labels } of OBSERVED) for (const one of seconds) histogram.observe(labels, one);
  return registry;
}

test("writes what prom-client's own histogram writes", async () => {
  expect(await observeInOurs().metrics()).toBe(await observeInPromClient().metrics());
});

test("is added up over several processes as prom-client's own histogram is", async () => {
  const added = async (registry: Registry) => {
    const ofOne = await registry.getMetricsAsJSON();
    return AggregatorRegistry.aggregate([ofOne, ofOne] as never).metrics();
  };
  expect(await added(observeInOurs())).toBe(await added(observeInPromClient()));
  expect(await added(observeInOurs())).toContain(`status="200"} 14`);
});

test("has no values before the first observation, and none of other keys", async () => {
  const registry = new Registry();
  const durations = new Durations({ name: NAME, help: "Duration", buckets: BUCKETS }, registry);
  expect(await registry.metrics()).not.toContain("_count");
  durations.observe(0.5);
  expect(await registry.metrics()).toContain(`${NAME}_count 1`);
});
