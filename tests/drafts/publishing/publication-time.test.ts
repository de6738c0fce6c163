import { expect, test } from "vitest";
import { readMoment, readPublicationTime } from "~/drafts/publishing/publication-time";
import { localTime } from "~/site/calendar";

const BERLIN = "Europe/Berlin";
const NOW = new Date("2026-03-01T12:00:00Z");

const read = (typed: string, timeZone = BERLIN, now = NOW) => readPublicationTime(typed, timeZone, now);

test.each([
  ["2026-03-28 08:00", BERLIN, "2026-03-28T07:00:00.000Z"],
  ["2026-03-30T08:00", BERLIN, "2026-03-30T06:00:00.000Z"],
  [" 2026-03-30T08:00:00 ", BERLIN, "2026-03-30T06:00:00.000Z"],
  ["2026-03-30 08:00", "Pacific/Auckland", "2026-03-29T19:00:00.000Z"],
  ["2026-03-30 08:00", "Asia/Kathmandu", "2026-03-30T02:15:00.000Z"],
])("reads %s in %s", (typed, timeZone, at) => {
  expect(read(typed, timeZone)).toEqual({ ok: true, at: new Date(at) });
  expect(localTime(new Date(at), timeZone)).toBe(typed.trim().replace(" ", "T").slice(0, 16));
});

test.each([
  ["shows twice", "2026-10-25 02:30", BERLIN, ["2026-10-25T00:30:00.000Z", "2026-10-25T01:30:00.000Z"]],
  ["skips", "2026-03-29 02:30", BERLIN, ["2026-03-29T00:30:00.000Z", "2026-03-29T01:30:00.000Z"]],
  [
    "shows twice, by half an hour",
    "2026-04-05 01:45",
    "Australia/Lord_Howe",
    ["2026-04-04T14:45:00.000Z", "2026-04-04T15:15:00.000Z"],
  ],
])("offers the two moments of a time that a clock change %s", (_what, typed, timeZone, moments) => {
  const refused = read(typed, timeZone);
  expect(refused.ok).toBe(false);
  expect("choices" in refused && refused.choices?.map((at) => at.toISOString())).toEqual(moments);
});

test.each([
  "",
  "tomorrow",
  "2026-02-31 08:00",
  "2026-03-30",
  "2026-03-30 25:00",
  "30.03.2026 08:00",
  "2026-03-30 08:00 Z",
])("says how to write a time instead of %j", (typed) => {
  expect(read(typed)).toMatchObject({ ok: false, error: expect.stringContaining("for example") });
});

test.each([
  ["past", "2026-03-01 12:59", "has passed"],
  ["in 2199", "2199-03-01 12:00", "within the next 5 years"],
])("refuses a time that is %s", (_what, typed, words) => {
  expect(read(typed)).toMatchObject({ ok: false, error: expect.stringContaining(words) });
});

test("reads the choice of a moment, and refuses another text or a past one", () => {
  expect(readMoment("2026-10-25T01:30:00.000Z", NOW)).toMatchObject({ ok: true });
  expect(readMoment("02:30", NOW)).toMatchObject({ ok: false });
  expect(readMoment("2025-10-25T01:30:00.000Z", NOW)).toMatchObject({ ok: false });
});
