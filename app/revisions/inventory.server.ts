import type { Inventory } from "~/platform/inventory";
import { checkRevisions } from "./revision-check.server";
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
  checks: [{ name: "versions of posts", find: checkRevisions }],
  exported: exportRevisions,
} satisfies Inventory;
