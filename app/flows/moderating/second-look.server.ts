// A moderator asks the others for a second look at a response; one of them looks.

import { mayNow } from "~/accounts/present-rights.server";
import { findCommentToModerate } from "~/comments/moderation/moderated-comments.server";
import { addEvent } from "~/moderation/log/log.server";
import type { ResponseRef } from "~/moderation/response-ref";
import { addSecondLook, endSecondLook, findSecondLook } from "~/moderation/second-look/second-look.server";
import type { Member } from "~/people/viewer";
import { findQueuedPingback } from "~/pingbacks/moderated-pingbacks.server";
import type { Database, Transaction } from "~/platform/database/database.server";
import { isErased } from "~/visibility/status";

type Result = { ok: true } | { ok: false; reason: "moderation.not-allowed" | "response.not-found" };

/** Asks for a second look. If somebody has asked already, theirs stays. */
export const askForSecondLook = (
  { db }: { db: Database },
  moderator: Member,
  response: ResponseRef,
  words: string,
  now: Date,
): Promise<Result> =>
  db.write(async (tx): Promise<Result> => {
    const refused = await whyRefused(tx, moderator, response);
    if (refused) return refused;
    if (await findSecondLook(tx.db, response)) return { ok: true };
    await addSecondLook(tx, response, { personId: moderator.id, words, now });
    await addEvent(tx, moderator.id, "ask-second-look", response, { words, now });
    return { ok: true };
  });

/** Ends it without another decision: somebody else has looked, or the one who asked takes it back. */
export const finishSecondLook = (
  { db }: { db: Database },
  moderator: Member,
  response: ResponseRef,
  now: Date,
): Promise<Result> =>
  db.write(async (tx): Promise<Result> => {
    const refused = await whyRefused(tx, moderator, response);
    if (refused) return refused;
    const look = await findSecondLook(tx.db, response);
    if (!look) return { ok: true };
    await endSecondLook(tx, response);
    if (look.personId !== moderator.id) await addEvent(tx, moderator.id, "second-look", response, { now });
    return { ok: true };
  });

async function whyRefused(tx: Transaction, moderator: Member, { kind, id }: ResponseRef) {
  const row =
    kind === "comment" ? await findCommentToModerate(tx.db, id) : await findQueuedPingback(tx.db, id);
  if (!row || isErased(row)) return { ok: false, reason: "response.not-found" } as const;
  // Nobody looks at their own.
  const isAllowed = await mayNow(tx.db, moderator, "response.moderate", row);
  return isAllowed ? null : ({ ok: false, reason: "moderation.not-allowed" } as const);
}
