import { slug as slugify } from "github-slugger";
import type { DatabaseClient, Prisma } from "~/platform/database/database.server";
import { isPublished } from "~/visibility/status";
import { everyone } from "~/visibility/visibility.server";

const SUGGESTED = 3;
/** Only the newest posts are searched for a word, because no index finds the middle of a slug, and an unknown
 *  URL must not cost more than a known one. */
const SEARCHED = 500;
/** More than are shown, because drafts are filtered out afterwards. */
const ALIKE_READ = 12;

interface SuggestedPost {
  slug: string;
  title: string;
  language: string | null;
}

/** At most three posts that a mistyped or shortened slug may mean. */
export async function suggestPosts(db: DatabaseClient, slug: string): Promise<SuggestedPost[]> {
  const lower = slug.toLowerCase();
  const words = lower.split(/[^a-z0-9]+/).filter((word) => word.length > 3);
  const clues = words.length > 0 ? words.slice(0, 4) : [lower.slice(0, 20)];
  const [first = ""] = clues;
  const recent = await listRecentWith(db, clues);
  const alike = await listBeginningWith(db, lower.slice(0, lower.indexOf(first) + first.length));
  const all = new Map(
    [...recent, ...alike].map(({ slug, title, language }) => [slug, { slug, title, language }]),
  );
  return [...all.values()].slice(0, SUGGESTED);
}

/** Posts listed for a link while somebody types. */
const LINKABLE = 8;

/** Recent published posts whose title or slug contains all words of a query, newest first; without words the newest. */
export function findPostsByTitle(db: DatabaseClient, query: string) {
  const words = query.split(/\s+/).filter(Boolean);
  return listRecent(
    db,
    { AND: words.map((word) => ({ OR: [contains("title", word), { slug: { contains: slugify(word) } }] })) },
    LINKABLE,
  );
}

/** SQLite's LIKE ignores the case of Latin letters; PostgreSQL's doesn't, so both common spellings are asked. */
const contains = (column: "title", word: string): Prisma.PostWhereInput => ({
  OR: [word, word.toLowerCase(), word.charAt(0).toUpperCase() + word.slice(1).toLowerCase()].map(
    (spelling) => ({
      [column]: { contains: spelling },
    }),
  ),
});

/** Recent posts with one of these words in their slug. */
const listRecentWith = (db: DatabaseClient, words: string[]) =>
  listRecent(db, { OR: words.map((word) => ({ slug: { contains: word } })) }, SUGGESTED);

/** The newest of the SEARCHED newest posts for which this holds. */
async function listRecent(db: DatabaseClient, holds: Prisma.PostWhereInput, take: number) {
  const order = [{ publishedAt: "desc" }, { id: "desc" }] satisfies Prisma.PostFindManyArgs["orderBy"];
  const oldest = await db.post.findFirst({
    where: everyone.posts,
    orderBy: order,
    skip: SEARCHED - 1,
    select: { publishedAt: true },
  });
  return db.post.findMany({
    where: { ...everyone.posts, publishedAt: { gte: oldest?.publishedAt ?? new Date(0) }, ...holds },
    orderBy: order,
    select: { slug: true, title: true, language: true },
    take,
  });
}

/** Posts whose slug has this prefix. */
async function listBeginningWith(db: DatabaseClient, beginning: string) {
  const last = beginning.charCodeAt(beginning.length - 1);
  if (Number.isNaN(last)) return [];
  // A range, which the index of slugs supports. The status is checked afterwards, because SQLite would use
  // its index instead.
  const end = beginning.slice(0, -1) + String.fromCharCode(last + 1);
  const rows = await db.post.findMany({
    where: { slug: { gte: beginning, lt: end } },
    orderBy: { slug: "asc" },
    select: { slug: true, title: true, language: true, status: true },
    take: ALIKE_READ,
  });
  return rows.filter(isPublished);
}
