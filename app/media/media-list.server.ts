// Lists of uploads, and of the texts that name them.

import type { Actor } from "~/people/policy";
import { isAtLeast } from "~/people/roles";
import type { DatabaseClient, Prisma } from "~/platform/database/database.server";
import { atOrBeside, type Page, type PageRequest, pageByKey, pastKey } from "~/platform/database/paging";
import { isPublished } from "~/visibility/status";

/** A screen or two of pictures. */
const UPLOADS_PAGE = 24;
/** Places of one upload that are named. */
const MAX_PLACES = 50;

export interface ListedUpload {
  id: number;
  hash: string;
  name: string;
  alt: string;
  decorative: boolean;
  createdAt: Date;
  owner: { handle: string; name: string } | null;
  replacedById: number | null;
  /** Of a document. */
  title: string;
  file: {
    kind: string;
    width: number | null;
    height: number | null;
    animated: boolean;
    variants: string;
    bytes: number;
  } | null;
  /** How many texts name it. */
  uses: number;
  /** Whether a text shows it without alternative text. */
  missesAlt: boolean;
}

/** Whose uploads, or those that a text shows without alternative text. */
export type UploadFilter = { ownerId: number } | "all" | "without alternative text";

/** Uploads that are not removed, newest first. Returns null if the key of the page is unknown. */
export function listUploads(
  db: DatabaseClient,
  request: PageRequest,
  filter: UploadFilter,
): Promise<Page<ListedUpload> | null> {
  const chosen: Prisma.MediaWhereInput = {
    removedAt: null,
    ...(typeof filter === "object" && filter),
    ...(filter === "without alternative text" && { uses: { some: { missingAlt: true } } }),
  };
  return pageByKey(
    request,
    UPLOADS_PAGE,
    async (id, seen) => {
      const { where, orderBy } = atOrBeside(id, seen);
      const row = await db.media.findFirst({
        where: { id: where },
        orderBy: { id: orderBy },
        select: { id: true, createdAt: true },
      });
      return row && { at: row.createdAt, id: row.id };
    },
    async (range) => {
      const rows = await db.media.findMany({
        where: { AND: [pastKey(range, "createdAt", "id"), chosen] },
        orderBy: [{ createdAt: range.order }, { id: range.order }],
        take: range.take,
        include: {
          owner: { select: { handle: true, name: true } },
          file: {
            select: { kind: true, animated: true, width: true, height: true, variants: true, bytes: true },
          },
          _count: { select: { uses: true } },
          uses: { where: { missingAlt: true }, select: { id: true }, take: 1 },
        },
      });
      return rows.map(({ _count, uses, ...row }) => ({
        ...row,
        ...{ uses: _count.uses, missesAlt: uses.length > 0 },
      }));
    },
  );
}

/** A text that names an upload. `title` is null for one that the viewer may not read. */
export interface Place {
  kind: "post" | "page" | "series" | "profile" | "comment" | "edit" | "unpublished";
  title: string | null;
  /** Slug, handle or id, as its address has it. */
  key: string;
  missingAlt: boolean;
}

/** The texts that name an upload: all of them for editors; for others, those that everyone may read and their own. */
export async function listPlacesFor(db: DatabaseClient, viewer: Actor, mediaId: number): Promise<Place[]> {
  const isOwn = (ownerIds: (number | null)[]) =>
    viewer.kind === "person" && (isAtLeast(viewer.role, "editor") || ownerIds.includes(viewer.id));
  const uses = await db.mediaUse.findMany({
    where: { mediaId },
    orderBy: { id: "asc" },
    take: MAX_PLACES,
    select: {
      missingAlt: true,
      post: { select: { slug: true, title: true, status: true, submitterId: true } },
      page: { select: { slug: true, title: true, status: true } },
      person: { select: { handle: true, name: true } },
      series: { select: { slug: true, title: true } },
      comment: { select: { id: true, personId: true, post: { select: { title: true } } } },
      heldEdit: {
        select: { comment: { select: { id: true, personId: true, post: { select: { title: true } } } } },
      },
      draft: { select: { id: true, title: true, ownerId: true, writers: { select: { personId: true } } } },
    },
  });
  return uses.flatMap(({ missingAlt, post, page, person, series, comment, heldEdit, draft }): Place[] => {
    const place = (
      kind: Place["kind"],
      key: string | number,
      title: string,
      isReadable: boolean,
    ): Place[] => [{ kind, key: String(key), title: isReadable ? title : null, missingAlt }];
    if (post) return place("post", post.slug, post.title, isPublished(post) || isOwn([post.submitterId]));
    if (page) return place("page", page.slug, page.title, isPublished(page) || isOwn([]));
    if (person) return place("profile", person.handle, person.name, true);
    if (series) return place("series", series.slug, series.title, true);
    if (comment) return place("comment", comment.id, comment.post.title, isOwn([comment.personId]));
    const edited = heldEdit?.comment;
    if (edited) return place("edit", edited.id, edited.post.title, isOwn([edited.personId]));
    if (!draft) return [];
    const writers = draft.writers.map(({ personId }) => personId);
    return place("unpublished", draft.id, draft.title, isOwn([draft.ownerId, ...writers]));
  });
}
