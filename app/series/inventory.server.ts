import type { Inventory } from "~/platform/inventory";
import { exportReadParts } from "./reading/read-parts-export.server";

export const series: Inventory = {
  room: "series",
  models: {
    Series: {},
    AnnouncedPart: {},
    FormerSeriesSlug: {},
    ReadPart: {
      personal: {
        exported: { in: "read-parts.json" },
        leaving: "deleted",
        privacy: "Which parts of series you have read",
      },
    },
  },
  exported: exportReadParts,
};
