import type { Inventory } from "~/platform/inventory";
import { checkTagCounts, checkTagDates, checkTagNames } from "./tag-check.server";

export const tags: Inventory = {
  room: "tags",
  models: { Tag: {}, PostTag: {}, FormerTag: {} },
  checks: [
    { name: "dates under tags", find: checkTagDates },
    { name: "numbers of posts by tag", find: checkTagCounts },
    { name: "names of tags", find: checkTagNames },
  ],
};
