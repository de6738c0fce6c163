// Imported comments have an identifier (origin), so that an import can be repeated.

import type { Rendered } from "~/markdown/rendered";
import { RENDER_VERSION } from "~/markdown/version";
import { commentsByPersonKey } from "~/people/person.server";
import type { Speaker } from "~/people/viewer";
import type { DatabaseClient, Prisma, Transaction } from "~/platform/database/database.server";
import { postKey } from "~/posts/post.server";
import { isErased, responseStatus } from "~/visibility/status";
import { RESPONSES_KEY } from "./comment.server";

/** A comment in the imported archive. */
export interface ImportedComment {
  /** Unique and permanent identifier in the archive. */
  origin: string;
  postId: number;
  /** The parent comment; null for a reply to the post. */
  parentId: number | null;
  speaker: Speaker;
  /** The guest's name. */
  name: string;
  site: string;
  source: string;
  at: Date;
  /** The date that earlier versions of the import would have stored. */
  earlierAt?: Date;
}

const fields = {
  ...{ id: true, origin: true, status: true, source: true, idPrefix: true, createdAt: true },
  ...{ personId: true, guestName: true, guestSite: true, cutAt: true },
} as const;
const earlierFields = { ...fields, postId: true, parentId: true } as const;

export type KnownComment = Prisma.CommentGetPayload<{ select: typeof fields }>;
type EarlierComment = Prisma.CommentGetPayload<{ select: typeof earlierFields }>;

/** Returns a function that gives the comment that an earlier import stored for one of these, or null; to be
 *  called once for each. Early versions stored no origin: such a comment is recognised by place, author and
 *  text, and an erased one by its place. */
export async function findImported(
  db: DatabaseClient,
  imported: Omit<ImportedComment, "parentId">[],
): Promise<(one: ImportedComment) => KnownComment | null> {
  const origins = imported.map(({ origin }) => origin);
  const marked = await db.comment.findMany({ where: { origin: { in: origins } }, select: fields });
  const byOrigin = new Map(marked.map((row) => [row.origin, row]));
  const unmarked = imported.filter(({ origin }) => !byOrigin.has(origin));
  const earlier = await listUnmarked(db, unmarked);
  return (one) => {
    const known = byOrigin.get(one.origin);
    if (known) return known;
    const place = earlier.findIndex((row) => isEarlier(row, one));
    // Two responses that are alike are two comments.
    return place < 0 ? null : (earlier.splice(place, 1)[0] ?? null);
  };
}

/** Comments without an origin at the dates of these, by their authors or by nobody, in order of id. */
async function listUnmarked(
  db: DatabaseClient,
  imported: Pick<ImportedComment, "speaker" | "source" | "at" | "earlierAt">[],
): Promise<EarlierComment[]> {
  const dates = imported.flatMap(({ at, earlierAt = at }) => [at, earlierAt]);
  const sources = imported.map(({ source }) => source);
  const people = imported.flatMap(({ speaker }) => (speaker.kind === "person" ? speaker.id : []));
  const list = (personId: null | { in: number[] }) =>
    // Author and date select an index. By post, or by a missing origin, SQLite would read a whole discussion or
    // all comments of the site for the responses of an archive, so both are compared afterwards.
    db.comment.findMany({
      where: {
        personId,
        createdAt: { in: dates },
        OR: [{ source: { in: sources } }, { status: responseStatus.erased }],
      },
      select: earlierFields,
    });
  const found = [
    // The authors, or nobody if the comment was erased.
    ...(imported.length > 0 ? await list(null) : []),
    ...(people.length > 0 ? await list({ in: people }) : []),
  ];
  return found.filter(({ origin }) => origin === null).sort((a, b) => a.id - b.id);
}

function isEarlier(
  row: EarlierComment,
  { postId, parentId, speaker, name, source, at, earlierAt = at }: ImportedComment,
): boolean {
  if (row.postId !== postId || row.parentId !== parentId) return false;
  if (![at, earlierAt].some((date) => date.getTime() === row.createdAt.getTime())) return false;
  const writer = speaker.kind === "person" ? speaker.id : null;
  if (row.personId !== null && row.personId !== writer) return false;
  if (isErased(row)) return true;
  return row.source === source && row.personId === writer && (writer !== null || row.guestName === name);
}

/** Whether a comment equals the imported one. An erased comment stays erased, and a passage that a moderator cut doesn't
 *  come back. */
export const isAsImported = (known: KnownComment, imported: ImportedComment) =>
  isErased(known) ||
  known.cutAt !== null ||
  (known.source === imported.source &&
    known.createdAt.getTime() === imported.at.getTime() &&
    isByWriter(known, imported));

function isByWriter({ personId, guestName, guestSite }: KnownComment, imported: ImportedComment): boolean {
  const { speaker, name, site } = imported;
  if (speaker.kind === "person") return personId === speaker.id;
  // A guest comment claimed since then belongs to the member.
  return personId !== null || (guestName === name && guestSite === (site || null));
}

function writerFields({ personId }: KnownComment, { speaker, name, site }: ImportedComment) {
  if (speaker.kind === "person") return { personId: speaker.id, guestName: null, guestSite: null };
  return personId === null ? { guestName: name, guestSite: site || null } : {};
}

/** Stores the origin. Early versions invented an e-mail address for each guest, which is removed. */
export async function markImported(tx: Transaction, { id }: KnownComment, origin: string): Promise<void> {
  await tx.db.comment.update({ where: { id }, data: { origin, guestEmail: null }, select: { id: true } });
}

/** Updates a comment to the imported version. It keeps its id, number and place. */
export async function changeImported(
  tx: Transaction,
  known: KnownComment,
  imported: ImportedComment,
  { html, excerpt }: Pick<Rendered, "html" | "excerpt">,
): Promise<void> {
  const { id, personId } = known;
  const { origin, postId, speaker, source, at } = imported;
  await tx.db.comment.update({
    where: { id },
    data: {
      origin,
      guestEmail: null,
      ...writerFields(known, imported),
      source,
      html,
      excerpt,
      renderVersion: RENDER_VERSION,
      createdAt: at,
    },
    select: { id: true },
  });
  const writers = [personId, speaker.kind === "person" ? speaker.id : null];
  tx.invalidate(
    postKey(postId),
    RESPONSES_KEY,
    ...writers.flatMap((one) => (one === null ? [] : commentsByPersonKey(one))),
  );
}
