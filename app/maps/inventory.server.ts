import type { Inventory } from "~/platform/inventory";
import { PRUNE_PATTERN } from "~/platform/prune.server";
import { layOutMapJob, pruneMapsJob } from "./map.server";

export const maps: Inventory = {
  room: "maps",
  models: { PostMap: { leftBehind: "it is laid out again when somebody looks at it" } },
  jobs: [layOutMapJob],
  schedules: [{ job: pruneMapsJob, pattern: PRUNE_PATTERN }],
};
