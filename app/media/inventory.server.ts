import type { Inventory } from "~/platform/inventory";
import { exportMedia } from "./media-leaving.server";

export const media = {
  room: "media",
  models: {
    MediaFile: {},
    Media: {
      personal: {
        exported: { in: "media.json" },
        leaving: "anonymised",
        privacy: "Pictures and documents that you upload",
      },
    },
    MediaUse: {
      personal: {
        exported: { not: "which pictures stand in their description, which the profile has" },
        leaving: "deleted",
        privacy: "Pictures and documents that you upload",
      },
    },
  },
  exported: exportMedia,
} satisfies Inventory;
