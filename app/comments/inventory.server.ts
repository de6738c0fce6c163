import type { Inventory } from "~/platform/inventory";
import { PRUNE_PATTERN } from "~/platform/prune.server";
import { checkCommentPlaces } from "./comment-check.server";
import { pruneRepliesJob } from "./reply/recent-replies.server";

export const comments: Inventory = {
  room: "comments",
  models: {
    Comment: {},
    RecentReply: { leftBehind: "counts for minutes, and only where the reply was sent" },
  },
  schedules: [{ job: pruneRepliesJob, pattern: PRUNE_PATTERN }],
  checks: [{ name: "places of comments in their threads", find: checkCommentPlaces }],
};
