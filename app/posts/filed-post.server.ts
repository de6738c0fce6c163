// A post on its own page.

import type { Heading } from "~/markdown/rendered";
import type { DatabaseClient, Prisma } from "~/platform/database/database.server";
import type { KeptParts, Part } from "~/platform/kept-parts";
import { everyone, type Visibility } from "~/visibility/visibility.server";
import { replyRuleFields, toReplyRules } from "./conversation/post-to-answer.server";
import type { FiledPost } from "./post";
import { citedByline, filedIn, peopleIn, postTextKey, summaryColumns, toSummary } from "./post.server";

const columns = {
  ...summaryColumns,
  ...{ html: true, outline: true, createdAt: true, editedAt: true, sample: true, responseNumber: true },
  ...{ licence: true, noindex: true, submitterId: true, ...replyRuleFields },
} satisfies Prisma.PostSelect;
const filing = { ...filedIn, bylines: citedByline } satisfies Prisma.PostSelect;

/** A post with its text, by its slug, or null if the viewer may not see it. */
export async function findPost(
  db: DatabaseClient,
  visible: Visibility,
  slug: string,
): Promise<FiledPost | null> {
  const row = await db.post.findFirst({
    where: { slug, AND: visible.posts },
    select: { ...columns, ...filing },
  });
  return row && toFiled(row, row);
}

/** The same for everyone. Its byline, tags and series are from memory: they take five statements of six, and a comment changes none of them. `tagsOf` gives the
 *  cache tags of their names. */
export async function findPostFiled(
  { db, parts }: { db: DatabaseClient; parts: KeptParts },
  slug: string,
  tagsOf: (post: FiledPost) => string[],
): Promise<FiledPost | null> {
  const row = await db.post.findFirst({ where: { slug, ...everyone.posts }, select: columns });
  if (!row) return null;
  const name = `filing:${row.id}`;
  const found = await parts.findAll([name], async () => {
    const value = await db.post.findUnique({ where: { id: row.id }, select: filing });
    const tags = value ? [postTextKey(row.id), ...tagsOf(toFiled(row, value))] : [];
    return new Map<string, Part<Filing>>(value ? [[name, { value, tags }]] : []);
  });
  const filed = found.get(name);
  return filed ? toFiled(row, filed.value) : null;
}

type Row = Prisma.PostGetPayload<{ select: typeof columns }>;
type Filing = Prisma.PostGetPayload<{ select: typeof filing }>;

function toFiled(row: Row, { bylines, tags, series }: Filing): FiledPost {
  const { html, outline, createdAt, editedAt, sample, responseNumber, licence, noindex, submitterId } = row;
  const { id, slug, title, summaryText, excerpt, publishedAt, responseCount, wordCount, language, part } =
    row;
  const own = {
    id,
    slug,
    title,
    summaryText,
    excerpt,
    publishedAt,
    responseCount,
    wordCount,
    language,
    part,
  };
  return {
    ...toSummary({ ...own, bylines, tags, series }),
    writers: peopleIn(bylines, "writer"),
    html,
    outline: JSON.parse(outline) as Heading[],
    createdAt,
    editedAt,
    responseNumber,
    isSample: sample,
    licence,
    noindex,
    submitterId,
    replyRules: toReplyRules(row),
  };
}
