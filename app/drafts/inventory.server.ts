import type { Inventory } from "~/platform/inventory";
import { BIN_DAYS } from "./draft.schema";
import { exportDrafts } from "./draft-export.server";

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
  },
  exported: exportDrafts,
  figures: { bin: BIN_DAYS * 24 * 60 * 60 },
} satisfies Inventory;
