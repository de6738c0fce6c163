import type { Inventory } from "~/platform/inventory";
import { PRUNE_PATTERN } from "~/platform/prune.server";
import { KEEP_READ_MARKS_DAYS, pruneReadMarksJob } from "./new-since/read-mark.server";
import { exportReadMarks } from "./new-since/read-marks-export.server";
import { checkResponseNumbers, checkResponsePages } from "./response-check.server";

export const responses = {
  room: "responses",
  models: {
    ResponsePage: {},
    ReadMark: {
      personal: {
        exported: { in: "reading.json" },
        leaving: "deleted" as const,
        privacy: "How far you have read",
      },
    },
  },
  schedules: [{ job: pruneReadMarksJob, pattern: PRUNE_PATTERN }],
  checks: [
    { name: "numbers and counts of responses", find: checkResponseNumbers },
    { name: "pages of discussions", find: checkResponsePages },
  ],
  exported: exportReadMarks,
  figures: { readMarks: KEEP_READ_MARKS_DAYS * 24 * 60 * 60 },
} satisfies Inventory;
