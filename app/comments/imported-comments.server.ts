// Imported comments have an identifier (origin), so that an import can be repeated.

import type { Rendered } from "~/markdown/rendered";
import { RENDER_VERSION } from "~/markdown/version";
import { commentsByPersonKey } from "~/people/person.server";
import type { Speaker } from "~/people/viewer";
import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
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
  ...{ personId: true, guestName: true, guestSite: true },
} as const;

/** The comment that an earlier import stored for this one, or null. Early versions stored no origin: such a
 *  comment is recognised by place, author and text, and an erased one by its place. */
export async function findImported(
  db: DatabaseClient,
  { origin, postId, parentId, speaker, name, source, at, earlierAt = at }: ImportedComment,
) {
  const marked = await db.comment.findUnique({ where: { origin }, select: fields });
  if (marked) return marked;
  // The author, or nobody if the comment was erased.
  const writers = speaker.kind === "person" ? [speaker.id, null] : [null];
  const found = [];
  for (const personId of writers) {
    const isTheirs = personId === null && speaker.kind === "guest" ? { guestName: name } : {};
    const isWritten = personId === null && speaker.kind === "person" ? [] : [{ ...isTheirs, source }];
    const rows = await db.comment.findMany({
      // Author and date select an index. By post, or by a missing origin, SQLite would read a whole
      // discussion or all comments of the site for each response of an archive, so both are compared
      // afterwards.
      where: {
        personId,
        createdAt: { in: [at, earlierAt] },
        OR: [...isWritten, { status: responseStatus.erased }],
      },
      select: { ...fields, postId: true, parentId: true },
    });
    found.push(
      ...rows.filter((row) => row.origin === null && row.postId === postId && row.parentId === parentId),
    );
  }
  return found.toSorted((a, b) => a.id - b.id)[0] ?? null;
}

export type KnownComment = NonNullable<Awaited<ReturnType<typeof findImported>>>;

/** Whether a comment equals the imported one. An erased comment stays erased. */
export const isAsImported = (known: KnownComment, imported: ImportedComment) =>
  isErased(known) ||
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
