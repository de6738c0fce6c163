import type { Inventory } from "~/platform/inventory";

export const series: Inventory = {
  room: "series",
  models: { Series: {}, AnnouncedPart: {}, FormerSeriesSlug: {} },
};
