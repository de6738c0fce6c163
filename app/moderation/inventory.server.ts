import type { Inventory } from "~/platform/inventory";
import { KEEP_HIDDEN_DAYS } from "./actions";
import { exportModeration } from "./moderation-export.server";

export const moderation = {
  room: "moderation",
  models: {
    ModerationEntry: {
      personal: {
        exported: { in: "moderation.json" },
        leaving: "anonymised",
        privacy: "What moderators do to a response",
      },
    },
    Report: {
      personal: {
        exported: { in: "moderation.json" },
        leaving: "anonymised",
        privacy: "If you report something",
      },
    },
  },
  exported: exportModeration,
  figures: { hidden: KEEP_HIDDEN_DAYS * 24 * 60 * 60 },
} satisfies Inventory;
