import type { Inventory } from "~/platform/inventory";
import { checkFormerAddresses } from "./address/post-address.server";
import { exportPosts } from "./portability/post-export.server";
import { checkMonthCounts, checkPostDates } from "./post-check.server";

const inPosts = { in: "posts/" };

export const posts = {
  room: "posts",
  models: {
    Post: {
      personal: { exported: inPosts, leaving: "anonymised", privacy: "whether your posts and comments stay" },
    },
    Month: {},
    FormerAddress: {},
    Byline: {
      personal: {
        exported: inPosts,
        leaving: { stays: "names a former member, unless the posts are deleted too" },
        privacy: "stay without your name or are deleted too",
      },
    },
  },
  checks: [
    { name: "former addresses of posts", find: checkFormerAddresses },
    { name: "dates of posts", find: checkPostDates },
    { name: "numbers of posts by month", find: checkMonthCounts },
  ],
  exported: exportPosts,
} satisfies Inventory;
