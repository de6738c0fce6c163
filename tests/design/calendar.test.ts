import { expect, test } from "vitest";
import { formatDate } from "~/design/calendar";

test.each([
  ["en-GB", "3 June 2026 at 09:21"],
  ["de", "3. Juni 2026 um 09:21"],
  ["fr", "3 juin 2026 à 09:21"],
  ["sv", "3 juni 2026 kl. 09:21"],
  ["en-US", "June 3, 2026 at 9:21 AM"],
])("formats a date and time in %s: %s", (language, words) => {
  const moment = new Date("2026-06-03T09:21:00Z");
  expect(formatDate(moment, "moment", { language, timeZone: "UTC" }).replaceAll("\u202f", " ")).toBe(words);
});
