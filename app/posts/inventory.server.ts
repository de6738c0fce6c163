import type { Inventory } from "~/platform/inventory";
import { checkFormerSlugs, checkMonthCounts, checkPostDates } from "./post-check.server";

export const posts: Inventory = {
  room: "posts",
  models: { Post: {}, Month: {}, FormerSlug: {}, Byline: {} },
  checks: [
    { name: "former addresses of posts", find: checkFormerSlugs },
    { name: "dates of posts", find: checkPostDates },
    { name: "numbers of posts by month", find: checkMonthCounts },
  ],
};
