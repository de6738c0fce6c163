import type { Inventory } from "~/platform/inventory";
import { PRUNE_PATTERN } from "~/platform/prune.server";
import { prunePeopleJob } from "./prune-accounts.server";

export const accounts: Inventory = {
  room: "accounts",
  models: {
    Account: {},
    Session: {},
    KnownBrowser: {},
    Passkey: {},
    Identity: {},
    Token: {},
    EmailChange: {},
    Invitation: {},
  },
  schedules: [{ job: prunePeopleJob, pattern: PRUNE_PATTERN }],
};
