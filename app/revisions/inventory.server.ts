import type { Inventory } from "~/platform/inventory";
import { exportRevisions } from "./revision-export.server";

export const revisions = {
  room: "revisions",
  models: {
    Revision: {
      personal: {
        exported: { in: "versions/" },
        leaving: "anonymised",
        privacy: "each published version of a post",
      },
    },
  },
  exported: exportRevisions,
} satisfies Inventory;
