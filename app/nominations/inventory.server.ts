import type { Inventory } from "~/platform/inventory";
import { exportNominations } from "./nomination-export.server";

const inNominations = { in: "nominations.json" };

export const nominations: Inventory = {
  room: "nominations",
  models: {
    Nomination: {
      personal: {
        exported: inNominations,
        leaving: "anonymised",
        privacy: "Which editor decided about a nomination",
      },
    },
    Nominator: {
      personal: {
        exported: inNominations,
        leaving: "deleted",
        privacy: "Responses that you nominate",
      },
    },
  },
  exported: exportNominations,
};
