import type { Database } from "~/platform/database/database.server";
import type { Inventory } from "~/platform/inventory";
import { UNUSED_DAYS } from "./media.schema";
import { exportMedia } from "./media-leaving.server";
import { PRUNE_MEDIA_PATTERN, pruneMediaJob } from "./prune-media.server";
import type { MediaStore } from "./store/store";

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
  schedules: [{ job: pruneMediaJob, pattern: PRUNE_MEDIA_PATTERN }],
  exported: exportMedia,
  figures: { unusedMedia: UNUSED_DAYS * 86_400 },
} satisfies Inventory<{ db: Database; mediaStore: MediaStore }>;
