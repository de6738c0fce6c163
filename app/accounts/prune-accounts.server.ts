// Deletes expired data about people.

import { z } from "zod";
import { pruneRenamings } from "~/people/names/renaming.server";
import type { Database } from "~/platform/database/database.server";
import { defineJob } from "~/platform/jobs/job";
import { pruneInvitations } from "./joining/invitation-ends.server";
import { pruneEmailChanges } from "./mail/email-change.server";
import { pruneKnownBrowsers } from "./session/known-browser.server";
import { pruneSessions } from "./session/session.server";
import { pruneTokens } from "./token.server";

export const prunePeopleJob = defineJob({
  kind: "prune-people",
  queue: "rendering",
  payload: z.object({}),
  async run({ db }: { db: Database }, _payload, now) {
    await pruneSessions(db, now);
    await pruneKnownBrowsers(db, now);
    await pruneTokens(db, now);
    await pruneInvitations(db, now);
    await pruneEmailChanges(db, now);
    await pruneRenamings(db, now);
  },
});
