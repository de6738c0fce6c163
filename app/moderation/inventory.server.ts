import type { Inventory } from "~/platform/inventory";
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
  },
  exported: exportModeration,
} satisfies Inventory;
