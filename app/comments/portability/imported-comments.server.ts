// Imported comments have an identifier (origin), so that an import can be repeated.

import type { Rendered } from "~/markdown/rendered";
import { RENDER_VERSION } from "~/markdown/version";
import { isPresent } from "~/people/person";
import { commentsByPersonKey } from "~/people/person.server";
import type { Speaker } from "~/people/viewer";
import type { DatabaseClient, Prisma, Transaction } from "~/platform/database/database.server";
import { dateConversation } from "~/posts/conversation/response-numbers.server";
import { postKey } from "~/posts/post.server";
import { isErased, responseStatus } from "~/visibility/status";
import { RESPONSES_KEY } from "../comment.server";
import { isSameText } from "../comment-links";

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
  /** Its number in the archive. */
  number?: number | undefined;
  /** Whether only its place is left. */
  isDeleted?: true | undefined;
  /** Whether it is by one of the people who have deleted their accounts: which of them, no archive says. */
  isByFormer?: boolean;
  /** Why nobody may answer it or what is below it; undefined if they may. */
  lock?: string;
  /** The date that earlier versions of the import would have stored. */
  earlierAt?: Date;
}

const fields = {
  ...{ id: true, origin: true, status: true, source: true, idPrefix: true, createdAt: true },
  ...{ personId: true, guestName: true, guestSite: true, guestEmail: true, cutAt: true, editedAt: true },
  person: { select: { status: true } },
} as const;
const earlierFields = { ...fields, postId: true, parentId: true, number: true } as const;

export type KnownComment = Prisma.CommentGetPayload<{ select: typeof fields }>;
type EarlierComment = Prisma.CommentGetPayload<{ select: typeof earlierFields }>;

/** Returns a function that gives the comment that the site has for one of these, or null; to be called once for each. One that was written
 *  here, or that came from another folder or another place in this one, is recognised by place, author and text, and an erased one by its
 *  place. `others` are the origins of the other comments in the archive. */
export async function findImported(
  db: DatabaseClient,
  imported: Omit<ImportedComment, "parentId">[],
  others: ReadonlySet<string>,
): Promise<(one: ImportedComment) => KnownComment | null> {
  const origins = imported.map(({ origin }) => origin);
  const marked = await db.comment.findMany({ where: { origin: { in: origins } }, select: fields });
  const byOrigin = new Map(marked.map((row) => [row.origin, row]));
  const unmarked = imported.filter(({ origin }) => !byOrigin.has(origin));
  const earlier = [
    ...(await listUnmarked(db, unmarked, others)),
    ...(await listPlaces(
      db,
      unmarked.filter(({ isDeleted, isByFormer }) => isDeleted || isByFormer),
    )),
  ];
  return (one) => {
    const known = byOrigin.get(one.origin);
    if (known) return known;
    const place = earlier.findIndex((row) => isEarlier(row, one));
    // Two responses that are alike are two comments.
    return place < 0 ? null : (earlier.splice(place, 1)[0] ?? null);
  };
}

/** Comments of any state with the numbers of these, whose words or authors are gone in the archive. */
async function listPlaces(
  db: DatabaseClient,
  gone: Pick<ImportedComment, "postId" | "number">[],
): Promise<EarlierComment[]> {
  const places = [...new Set(gone.map(({ postId }) => postId))].map((postId) => ({
    postId,
    number: { in: gone.flatMap((one) => (one.postId === postId ? (one.number ?? []) : [])) },
  }));
  return places.length === 0 ? [] : db.comment.findMany({ where: { OR: places }, select: earlierFields });
}

/** Comments that aren't in the archive by their origin, at the dates of these, by their authors or by nobody, in order of id. */
async function listUnmarked(
  db: DatabaseClient,
  imported: Pick<ImportedComment, "speaker" | "source" | "number" | "at" | "earlierAt">[],
  others: ReadonlySet<string>,
): Promise<EarlierComment[]> {
  const dates = imported.flatMap(({ at, earlierAt = at }) => [at, earlierAt]);
  const sources = imported.map(({ source }) => source);
  const numbers = imported.flatMap(({ number }) => number ?? []);
  const people = imported.flatMap(({ speaker }) => (speaker.kind === "person" ? speaker.id : []));
  const list = (personId: null | { in: number[] }) =>
    // Author and date select an index. By post, or by a missing origin, SQLite would read a whole discussion or
    // all comments of the site for the responses of an archive, so both are compared afterwards.
    db.comment.findMany({
      where: {
        personId,
        createdAt: { in: dates },
        OR: [{ source: { in: sources } }, { number: { in: numbers } }, { status: responseStatus.erased }],
      },
      select: earlierFields,
    });
  const found = [
    // The authors, or nobody if the comment was erased.
    ...(imported.length > 0 ? await list(null) : []),
    ...(people.length > 0 ? await list({ in: people }) : []),
  ];
  return found.filter(({ origin }) => origin === null || !others.has(origin)).sort((a, b) => a.id - b.id);
}

function isEarlier(
  row: EarlierComment,
  {
    postId,
    parentId,
    speaker,
    name,
    source,
    at,
    number,
    isDeleted,
    isByFormer,
    earlierAt = at,
  }: ImportedComment,
): boolean {
  if (row.postId === postId && row.number === number && number !== undefined)
    if (isDeleted || (isByFormer && isGone(row.person))) return true;
  if (row.postId !== postId || row.parentId !== parentId) return false;
  if (![at, earlierAt].some((date) => date.getTime() === row.createdAt.getTime())) return false;
  const writer = speaker.kind === "person" ? speaker.id : null;
  if (row.personId !== null && row.personId !== writer) return false;
  if (isErased(row)) return true;
  return (
    (row.source === source || row.number === number) &&
    row.personId === writer &&
    (writer !== null || row.guestName === name)
  );
}

/** Whether a comment has another text than in the archive because it was edited on the site. The site's stays. */
export const isEditedHere = (known: KnownComment, imported: ImportedComment): boolean =>
  known.editedAt !== null && !isErased(known) && !isSameText(known.source, imported.source);

/** Whether a comment equals the imported one. An erased comment stays erased, and a passage that a moderator cut doesn't
 *  come back. */
export const isAsImported = (known: KnownComment, imported: ImportedComment) =>
  isErased(known) ||
  imported.isDeleted ||
  known.cutAt !== null ||
  (isSameText(known.source, imported.source) &&
    known.createdAt.getTime() === imported.at.getTime() &&
    isByWriter(known, imported));

const isGone = (person: { status: string } | null) => person !== null && !isPresent(person);

function isByWriter(known: KnownComment, imported: ImportedComment): boolean {
  const { personId, guestName, guestSite } = known;
  const { speaker, name, site, isByFormer } = imported;
  if (isByFormer && isGone(known.person)) return true;
  if (speaker.kind === "person") return personId === speaker.id;
  // A guest comment claimed since then belongs to the member.
  return personId !== null || (guestName === name && guestSite === (site || null));
}

function writerFields({ personId }: KnownComment, { speaker, name, site }: ImportedComment) {
  if (speaker.kind === "person") return { personId: speaker.id, guestName: null, guestSite: null };
  return personId === null ? { guestName: name, guestSite: site || null } : {};
}

/** Stores the origin. */
export async function markImported(tx: Transaction, known: KnownComment, origin: string): Promise<void> {
  const data = { origin, ...withoutInvented(known) };
  await tx.db.comment.update({ where: { id: known.id }, data, select: { id: true } });
}

/** Early versions invented an e-mail address for each guest, at a host that nobody has an address at. It is removed. */
const withoutInvented = ({ guestEmail }: KnownComment) =>
  guestEmail?.endsWith("@example.org") ? { guestEmail: null } : {};

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
      ...withoutInvented(known),
      ...writerFields(known, imported),
      source,
      html,
      excerpt,
      renderVersion: RENDER_VERSION,
      createdAt: at,
    },
    select: { id: true },
  });
  if (known.createdAt.getTime() !== at.getTime()) await dateConversation(tx, postId);
  tx.reindex("comment", id);
  const writers = [personId, speaker.kind === "person" ? speaker.id : null];
  tx.invalidate(
    postKey(postId),
    RESPONSES_KEY,
    ...writers.flatMap((one) => (one === null ? [] : commentsByPersonKey(one))),
  );
}
