import type { Inventory } from "~/platform/inventory";
import { PRUNE_PATTERN } from "~/platform/prune.server";
import { deriveSkeletonsJob } from "./names/people-names.server";
import { RENAMINGS_DAYS } from "./person.schema";
import { checkHandles, checkNames } from "./person-check.server";
import { exportProfile } from "./portability/person-export.server";

const inProfile = { in: "profile.json" };

export const people = {
  room: "people",
  models: {
    Person: {
      personal: {
        exported: inProfile,
        leaving: "anonymised",
        privacy: "your name, your handle and former handles",
      },
    },
    FormerHandle: {
      personal: { exported: inProfile, leaving: "anonymised", privacy: "A hash of your handles is kept" },
    },
    Renaming: {
      personal: {
        exported: inProfile,
        leaving: "deleted",
        privacy: "the dates on which you changed your handle",
      },
    },
  },
  schedules: [{ job: deriveSkeletonsJob, pattern: PRUNE_PATTERN }],
  checks: [
    { name: "handles", find: checkHandles },
    { name: "names that look alike", find: checkNames },
  ],
  exported: exportProfile,
  figures: { renamings: RENAMINGS_DAYS * 24 * 60 * 60 },
} satisfies Inventory;
