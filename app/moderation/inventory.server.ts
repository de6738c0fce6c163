import type { Inventory } from "~/platform/inventory";
import { PRUNE_PATTERN } from "~/platform/prune.server";
import { KEEP_HIDDEN_DAYS } from "./actions";
import { KEEP_ENDED_DAYS, LEFT_DAYS } from "./blocks/block";
import { checkBlocks, pruneBlocksJob } from "./blocks/block-upkeep.server";
import { exportModeration } from "./moderation-export.server";
import { learnSettledJob, SETTLED_AFTER } from "./spam/learning.server";
import { checkLessons } from "./spam/lesson-check.server";
import { KEEP_SHINGLES } from "./spam/near-copies.server";

export const moderation = {
  room: "moderation",
  models: {
    ModerationEntry: {
      personal: {
        exported: { in: "moderation.json" },
        leaving: "anonymised",
        privacy: "What moderators do to a response",
      },
    },
    Appeal: {
      personal: {
        exported: { in: "moderation.json" },
        leaving: "anonymised",
        privacy: "If you ask for another look",
      },
    },
    SecondLook: {
      personal: {
        exported: { in: "moderation.json" },
        leaving: "deleted",
        privacy: "asks the others for a second look",
      },
    },
    Report: {
      personal: {
        exported: { in: "moderation.json" },
        leaving: "anonymised",
        privacy: "If you report something",
      },
    },
    Block: {
      personal: {
        exported: { in: "moderation.json" },
        leaving: "anonymised",
        privacy: "If a moderator blocks you",
      },
    },
    BlockAppeal: {
      personal: {
        exported: { in: "moderation.json" },
        leaving: "deleted",
        privacy: "ask for another look at a block",
      },
    },
    BlockHit: {},
    SealedWords: {
      personal: {
        exported: { not: "evidence for an administrator, of words that their writer has changed or erased" },
        leaving: { stays: "until an administrator has decided whether they are unlawful, and no longer" },
        privacy: "reported as unlawful",
      },
    },
    SealedVersion: {
      personal: {
        exported: {
          not: "evidence for an administrator, of a post that was deleted or of versions that were removed",
        },
        leaving: { stays: "until an administrator has decided whether they are unlawful, and no longer" },
        privacy: "of a post that is reported as unlawful",
      },
    },
    SpamLesson: {
      personal: {
        exported: { not: "words that the export has in their comments, in no order" },
        leaving: "deleted",
        privacy: "each of its words once",
      },
    },
    SpamToken: {},
    SpamVerdict: {
      personal: {
        exported: { not: "says how the filter is got past" },
        leaving: "deleted",
        privacy: "What the filter thought of a reply that waits",
      },
    },
    SpamCheck: {
      personal: {
        exported: { not: "says how the filter is got past" },
        leaving: "deleted",
        privacy: "is kept encrypted with the reply",
      },
    },
    SpamEditCheck: {
      personal: {
        exported: { not: "says how the filter is got past" },
        leaving: "deleted",
        privacy: "is kept encrypted with the reply",
      },
    },
    SpamShingle: {
      leftBehind: "finds copies for a month, and only where the comment was posted",
      personal: {
        exported: { not: "hashes of a few words, which say nothing to anybody" },
        leaving: "deleted",
        privacy: "hashes of some groups of its words",
      },
    },
  },
  schedules: [
    { job: pruneBlocksJob, pattern: PRUNE_PATTERN },
    { job: learnSettledJob, pattern: "41 2 * * *" },
  ],
  checks: [
    { name: "whether blocks are in force", find: checkBlocks },
    { name: "what the spam filter learnt", find: checkLessons },
  ],
  exported: exportModeration,
  figures: {
    hidden: KEEP_HIDDEN_DAYS * 24 * 60 * 60,
    endedBlocks: KEEP_ENDED_DAYS * 24 * 60 * 60,
    leftBlocks: LEFT_DAYS * 24 * 60 * 60,
    settled: SETTLED_AFTER,
    shingles: KEEP_SHINGLES,
  },
} satisfies Inventory;
