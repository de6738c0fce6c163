// What has come to wait for moderators after a time: a comment since it was written or was last held, an edit since it was written, an
// appeal or a second look since it was asked for.

import { listEditsSince } from "~/comments/editing/held-edits.server";
import { listHeldSince } from "~/comments/moderation/moderated-comments.server";
import { APPEALS_PATH } from "~/moderation/appeals/appeal";
import { listAppealsSince } from "~/moderation/appeals/appeal.server";
import { listBlockAppealsSince } from "~/moderation/appeals/block-appeal.server";
import { sealFor } from "~/moderation/disputes/disputes.server";
import { responseOf } from "~/moderation/log/log.server";
import type { Waiting } from "~/moderation/queue-email";
import { moderationPath } from "~/moderation/response-ref";
import { listSecondLooksSince } from "~/moderation/second-look/second-look.server";
import type { DatabaseClient } from "~/platform/database/database.server";
import { responseStatus } from "~/visibility/status";

/** What waits since after a time, at most `take`, as it is told to a moderator, who isn't told of what they have held or asked
 *  themselves. Appeals and second looks come first, since they are few and somebody waits for an answer; sealed words are left out. */
export async function listWaitingSince(
  db: DatabaseClient,
  since: Date,
  personId: number,
  take: number,
): Promise<Waiting[]> {
  const waiting = [
    ...(await listAppeals(db, since, personId, take)),
    ...(await listBlockAppeals(db, since, personId, take)),
    ...(await listLooks(db, since, personId, take)),
    ...(await listComments(db, since, personId, take)),
    ...(await listEdits(db, since, take)),
  ];
  return waiting.slice(0, take);
}

async function listComments(
  db: DatabaseClient,
  since: Date,
  personId: number,
  take: number,
): Promise<Waiting[]> {
  const held = await listHeldSince(db, since, personId, take);
  const rows = held.map((row) => ({ ...row, status: responseStatus.held, html: "" }));
  const shown = await sealFor(db, { decidesLaw: false }, rows);
  return shown.map(({ id, isSealed, excerpt, ...comment }) => ({
    ...{ kind: "response", ...nameOf(comment), excerpt: isSealed ? "(sealed)" : excerpt },
    path: moderationPath({ kind: "comment", id }),
  }));
}

async function listEdits(db: DatabaseClient, since: Date, take: number): Promise<Waiting[]> {
  const edits = await listEditsSince(db, since, take);
  return edits.map(({ commentId, comment }) => ({
    ...{ kind: "response", ...nameOf(comment), excerpt: "an edit that waits" },
    path: moderationPath({ kind: "comment", id: commentId }),
  }));
}

async function listAppeals(
  db: DatabaseClient,
  since: Date,
  personId: number,
  take: number,
): Promise<Waiting[]> {
  const appeals = await listAppealsSince(db, since, personId, take);
  return appeals.map(({ id, text, comment }) => ({
    ...{ kind: "appeal", ...nameOf(comment), excerpt: text },
    path: `${APPEALS_PATH}#appeal-${id}`,
  }));
}

async function listBlockAppeals(
  db: DatabaseClient,
  since: Date,
  personId: number,
  take: number,
): Promise<Waiting[]> {
  const appeals = await listBlockAppealsSince(db, since, personId, take);
  return appeals.map(({ id, text }) => ({
    ...{ kind: "block-appeal", excerpt: text },
    path: `${APPEALS_PATH}#block-appeal-${id}`,
  }));
}

/** Without the response's words, of which some are sealed. */
async function listLooks(
  db: DatabaseClient,
  since: Date,
  personId: number,
  take: number,
): Promise<Waiting[]> {
  const looks = await listSecondLooksSince(db, since, personId, take);
  return looks.flatMap((look): Waiting[] => {
    const response = responseOf(look);
    if (!response) return [];
    const name = look.person?.name ?? "A moderator";
    return [{ kind: "second-look", name, excerpt: look.words, path: moderationPath(response) }];
  });
}

interface Written {
  guestName: string | null;
  person: { name: string } | null;
  post: { title: string };
}

const nameOf = ({ person, guestName, post }: Written) => ({
  name: person?.name ?? guestName ?? "Someone",
  title: post.title,
});
