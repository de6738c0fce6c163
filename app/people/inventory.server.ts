import type { Inventory } from "~/platform/inventory";
import { RENAMINGS_DAYS } from "./person.schema";
import { checkHandles } from "./person-check.server";
import { exportProfile } from "./person-export.server";

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
  checks: [{ name: "handles", find: checkHandles }],
  exported: exportProfile,
  figures: { renamings: RENAMINGS_DAYS * 24 * 60 * 60 },
} satisfies Inventory;
