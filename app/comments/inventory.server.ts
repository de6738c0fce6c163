import type { Inventory } from "~/platform/inventory";
import { PRUNE_PATTERN } from "~/platform/prune.server";
import { ARRIVAL_S, COMMENTS_SECONDS, REPEAT_SECONDS } from "./comment.schema";
import { checkCommentPlaces } from "./comment-check.server";
import { EDIT_MINUTES } from "./editing/editing";
import { checkCommentVersions } from "./editing/version-check.server";
import { CONFIRM_DAYS, CONFIRMATIONS_KEPT_S, REMEMBERED_S, VISIT_S } from "./guests/guest.schema";
import { exportGuests } from "./guests/guest-export.server";
import { forgetNetworksJob, KEEP_NETWORK_DAYS } from "./guests/guest-networks.server";
import { pruneGuestsJob } from "./guests/prune-guests.server";
import { exportComments } from "./portability/comment-export.server";
import { checkMentions } from "./references/mention-check.server";
import { exportMentions } from "./references/mention-export.server";
import { pruneRepliesJob } from "./reply/recent-replies.server";
import { DRAFT_DAYS } from "./reply/reply-drafts";

export const comments = {
  room: "comments",
  models: {
    Comment: {
      personal: {
        exported: { in: "comments/" },
        leaving: "anonymised",
        privacy: "Your e-mail address is stored with the reply",
      },
    },
    CommentVersion: {
      personal: {
        exported: { in: "comments/" },
        leaving: "deleted",
        privacy: "the text before it is kept",
      },
    },
    HeldEdit: {
      personal: {
        exported: { in: "comments/" },
        leaving: "deleted",
        privacy: "An edit may wait for a moderator too",
      },
    },
    CutText: {
      personal: {
        exported: { in: "comments/" },
        leaving: "deleted",
        privacy: "If a moderator removes a passage of a reply",
      },
    },
    Mention: {
      personal: {
        exported: { in: "mentions.json" },
        leaving: "deleted",
        privacy: "Where others mention you",
      },
    },
    Guest: {
      personal: {
        exported: { in: "guest.json" },
        leaving: "deleted",
        privacy: "a hash of the cookie’s secret and of the address",
      },
    },
    RecentReply: {
      leftBehind: "counts for minutes, and only where the reply was sent",
      personal: {
        exported: { not: "a hash that is deleted within the hour" },
        leaving: { stays: "a hash that is deleted within the hour" },
        privacy: "a hash of its text, name and network address",
      },
    },
  },
  schedules: [
    { job: pruneRepliesJob, pattern: PRUNE_PATTERN },
    { job: pruneGuestsJob, pattern: PRUNE_PATTERN },
    { job: forgetNetworksJob, pattern: PRUNE_PATTERN },
  ],
  checks: [
    { name: "places of comments in their threads", find: checkCommentPlaces },
    { name: "earlier texts and edits of comments", find: checkCommentVersions },
    { name: "mentions", find: checkMentions },
  ],
  exported: {
    readme: `${exportComments.readme}\n${exportMentions.readme}\n${exportGuests.readme}`,
    async *files(...asked) {
      yield* exportComments.files(...asked);
      yield* exportMentions.files(...asked);
      yield* exportGuests.files(...asked);
    },
  },
  figures: {
    /** Counts of replies. */
    counted: COMMENTS_SECONDS,
    arrival: ARRIVAL_S,
    drafts: DRAFT_DAYS * 24 * 60 * 60,
    editing: EDIT_MINUTES * 60,
    /** Guests: the cookie of a remembered one, of one who confirmed without that, and the time to confirm. */
    remembered: REMEMBERED_S,
    visit: VISIT_S,
    confirming: CONFIRM_DAYS * 24 * 60 * 60,
    /** How often an address was asked. */
    asked: CONFIRMATIONS_KEPT_S,
    networks: KEEP_NETWORK_DAYS * 24 * 60 * 60,
    /** The hash that identifies a repeated reply. */
    repeat: REPEAT_SECONDS,
  },
} satisfies Inventory;
