// Who else has a draft open: "NAME has this open, last change 14:02".

import type { DatabaseClient } from "~/platform/database/database.server";
import { MAX_COPIES } from "../draft.schema";
import type { Draft } from "../draft.server";

/** A person with a change to a draft that is not the asking form's. */
export interface OtherChange {
  personId: number | null;
  name: string;
  at: Date;
}

/** Somebody whose last change is older has probably gone. */
const RECENT_MS = 15 * 60 * 1000;

/** Recent changes to a draft from other forms than this one, newest first. */
export async function listOtherChanges(
  db: DatabaseClient,
  draft: Pick<Draft, "id" | "savedForm" | "savedAt" | "savedBy">,
  form: string,
  now: Date,
): Promise<OtherChange[]> {
  const since = new Date(now.getTime() - RECENT_MS);
  const copies = await db.draftCopy.findMany({
    where: { draftId: draft.id, savedAt: { gte: since }, form: { not: form } },
    orderBy: { savedAt: "desc" },
    take: MAX_COPIES,
    select: { savedAt: true, person: { select: { id: true, name: true } } },
  });
  const others = copies.map(({ savedAt, person }) => toChange(person, savedAt));
  if (draft.savedForm !== form && draft.savedAt >= since)
    others.unshift(toChange(draft.savedBy, draft.savedAt));
  return others;
}

const toChange = (person: { id: number; name: string } | null, at: Date): OtherChange => ({
  personId: person?.id ?? null,
  name: person?.name ?? "Someone",
  at,
});
