import { expect, test } from "vitest";
import { currentTimeZone, groupTimeZones } from "~/site/time-zones";

const valuesOf = (present: string) =>
  groupTimeZones(present).flatMap(({ options }) => options.map(({ value }) => value));

test("lists each zone once, under its current name", () => {
  const values = valuesOf("UTC");
  expect(new Set(values).size).toBe(values.length);
  expect(values).toEqual(expect.arrayContaining(["UTC", "Europe/Kyiv", "Asia/Kolkata", "America/Nuuk"]));
  expect(values.filter((zone) => /Kiev|Calcutta|Godthab|Saigon|Rangoon|Katmandu/.test(zone))).toEqual([]);
});

test("every listed zone is usable and is its own current name", () => {
  for (const zone of valuesOf("UTC")) {
    expect(() => new Intl.DateTimeFormat("en", { timeZone: zone })).not.toThrow();
    expect(currentTimeZone(zone)).toBe(zone);
  }
});

test.each([
  ["Europe/Kiev", "Europe/Kyiv"],
  ["Asia/Calcutta", "Asia/Kolkata"],
  ["America/Buenos_Aires", "America/Argentina/Buenos_Aires"],
  ["US/Pacific", "America/Los_Angeles"],
  ["Etc/UTC", "UTC"],
  ["Mars/Olympus", "Mars/Olympus"],
])("the current name of %s is %s", (name, current) => {
  expect(currentTimeZone(name)).toBe(current);
});

test("lists the current setting if it isn't among the zones", () => {
  expect(groupTimeZones("Etc/GMT+5")[0]?.options).toEqual([{ value: "Etc/GMT+5" }]);
});
