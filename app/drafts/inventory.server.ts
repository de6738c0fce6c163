import type { Inventory } from "~/platform/inventory";
import { PRUNE_PATTERN } from "~/platform/prune.server";
import { BIN_DAYS, LINK_DAYS } from "./draft.schema";
import { pruneLinksJob } from "./draft-link.server";
import { exportDrafts } from "./portability/draft-export.server";

const inDrafts = { in: "drafts/" };

export const drafts = {
  room: "drafts",
  models: {
    Draft: {
      personal: {
        exported: inDrafts,
        leaving: "anonymised",
        privacy: "the drafts that only you have written are deleted",
      },
    },
    DraftWriter: {
      personal: {
        exported: { not: "the file of the draft names its writers" },
        leaving: "deleted",
        privacy: "with the people who write it",
      },
    },
    DraftCopy: {
      personal: {
        exported: inDrafts,
        leaving: "deleted",
        privacy: "kept as a copy until you or another writer decides",
      },
    },
    DraftForm: {},
    DraftNote: {
      personal: {
        exported: { in: "drafts/notes.json" },
        leaving: "anonymised",
        privacy: "Notes that you leave on a draft stay with it",
      },
    },
    DraftLink: {
      personal: {
        exported: { not: "only the hash of a secret is stored; the draft's file is the content" },
        leaving: "anonymised",
        privacy: "A secret link to a draft",
      },
    },
  },
  exported: exportDrafts,
  schedules: [{ job: pruneLinksJob, pattern: PRUNE_PATTERN }],
  figures: { bin: BIN_DAYS * 24 * 60 * 60, draftLink: LINK_DAYS * 24 * 60 * 60 },
} satisfies Inventory;
