// Comments with what their entries need, in one statement: each reply waits for it (docs/decisions/0049).

import { readingText } from "~/markdown/reading-text";
import { type DatabaseClient, Prisma } from "~/platform/database/database.server";
import { isReadable } from "~/visibility/status";
import { splitWords } from "../words/split-words";
import { stemLanguageOf } from "../words/stems";
import type { Entry } from "./entries.server";
import { KINDS } from "./entry-key";
import { EVERYTHING, facetOfGuest, facetOfPerson, ofPost } from "./facets";
import type { SearchableText, Which } from "./indexed-text";

interface Row {
  id: number;
  postId: number;
  status: string;
  html: string;
  createdAt: Date | string;
  personId: number | null;
  guestName: string | null;
  postStatus: string;
  postLanguage: string | null;
  postFacets: string | null;
  siteLanguage: string | null;
  key: bigint | number | null;
  entryPostId: number | null;
  digest: string | null;
}

/** Comments that everyone may see, by id: those of `ids`, or the first after an id, of one post if given; and the entries of those that were
 *  looked at. */
export async function listCommentTexts(db: DatabaseClient, which: Which) {
  const rows = await db.$queryRaw<Row[]>(Prisma.sql`
    SELECT c."id", c."postId", c."status", c."html", c."createdAt", c."personId", c."guestName",
      p."status" AS "postStatus", p."language" AS "postLanguage", f."facets" AS "postFacets",
      (SELECT "language" FROM "Site" WHERE "id" = 1) AS "siteLanguage",
      e."key", e."postId" AS "entryPostId", e."digest"
    FROM "Comment" c JOIN "Post" p ON p."id" = c."postId"
    LEFT JOIN "SearchEntry" f ON f."kind" = ${KINDS.post} AND f."thingId" = c."postId"
    LEFT JOIN "SearchEntry" e ON e."kind" = ${KINDS.comment} AND e."thingId" = c."id"
    WHERE ${conditionOf(which)}`);
  const entries = new Map<number, Entry>();
  for (const { id, key, entryPostId, digest } of rows)
    if (key !== null && digest !== null)
      entries.set(id, { key: Number(key), thingId: id, postId: entryPostId, facets: "", digest });
  const texts = rows
    .filter(({ status, postStatus }) => isReadable({ status, post: { status: postStatus } }))
    .map(toText);
  return { texts, entries, last: rows.at(-1)?.id ?? null };
}

/** Of a site without settings. */
const DEFAULT_LANGUAGE = "en";

const NONE = Prisma.sql`1 = 0`;

function conditionOf(which: Which): Prisma.Sql {
  if (Array.isArray(which)) return which.length > 0 ? Prisma.sql`c."id" IN (${Prisma.join(which)})` : NONE;
  const { after, take, postId } = which;
  const ofPost = postId === undefined ? Prisma.empty : Prisma.sql`AND c."postId" = ${postId}`;
  return Prisma.sql`c."id" > ${after} ${ofPost} ORDER BY c."id" LIMIT ${take}`;
}

function toText(row: Row): SearchableText {
  const { id, postId, html, createdAt, postLanguage, postFacets, siteLanguage } = row;
  return {
    ...{ kind: "comment", id, postId, at: new Date(createdAt), title: "", text: readingText(html) },
    language: null,
    around: stemLanguageOf(postLanguage ?? siteLanguage ?? DEFAULT_LANGUAGE),
    facets: [EVERYTHING, ...ofPost(postFacets ?? ""), ...writerOf(row)],
  };
}

function writerOf({ personId, guestName }: Row): string[] {
  if (personId !== null) return [facetOfPerson(personId)];
  const words = splitWords(guestName ?? "").map(({ folded }) => folded);
  return words.length > 0 ? [facetOfGuest(words)] : [];
}
