import { z } from "zod";
import type { Database } from "~/platform/database/database.server";
import { defineJob } from "~/platform/jobs/job";
import { pruneGuests } from "./guests.server";

export const pruneGuestsJob = defineJob({
  kind: "prune-guests",
  queue: "rendering",
  payload: z.object({}),
  run: ({ db }: { db: Database }, _payload, now) => pruneGuests(db, now),
});
