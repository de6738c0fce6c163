// Checks what posts and their versions say of each other.

import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import type { Inconsistency } from "~/platform/inconsistency";
import { findPostToCheck, type PostToCheck, readPostsWithText } from "~/posts/post-check.server";
import { setVersion } from "~/posts/post-commands.server";
import { isPublished } from "~/visibility/status";
import { type Edit, groupEdits } from "./revision";
import { addRevision } from "./revision.server";

/** Checks that a published post has the text of its last version, and every post the number and the date of its versions. */
export async function checkRevisions(db: DatabaseClient): Promise<Inconsistency[]> {
  const inconsistencies: Inconsistency[] = [];
  for await (const posts of readPostsWithText(db)) {
    const edits = await listEdits(
      db,
      posts.map(({ id }) => id),
    );
    const last = await listLast(db, edits);
    for (const post of posts)
      for (const problem of findProblems(post, edits.get(post.id) ?? [], last.get(post.id)))
        inconsistencies.push({ row: `post ${post.id}`, problem, repair: (tx) => repair(tx, post.id) });
  }
  return inconsistencies;
}

interface Version extends Edit {
  number: number;
}

async function listEdits(db: DatabaseClient, postIds: number[]): Promise<Map<number, Version[]>> {
  const rows = await db.revision.findMany({
    where: { postId: { in: postIds } },
    orderBy: [{ postId: "asc" }, { number: "asc" }],
    select: { postId: true, number: true, personId: true, createdAt: true },
  });
  const byPost = new Map<number, Version[]>();
  for (const { postId, ...version } of rows) byPost.set(postId, [...(byPost.get(postId) ?? []), version]);
  return byPost;
}

async function listLast(db: DatabaseClient, edits: Map<number, Version[]>) {
  const wanted = [...edits].map(([postId, versions]) => ({ postId, number: versions.at(-1)?.number ?? 0 }));
  const rows = wanted.length > 0 ? await db.revision.findMany({ where: { OR: wanted } }) : [];
  return new Map(rows.map((row) => [row.postId, row]));
}

type Last = Awaited<ReturnType<typeof listLast>> extends Map<number, infer Row> ? Row : never;

function findProblems(post: PostToCheck, versions: Version[], last: Last | undefined): string[] {
  const number = last?.number ?? 0;
  if (isPublished(post) && !hasText(post, last)) return ["has another text than its last version"];
  const problems = post.version === number ? [] : [`has the version ${post.version} instead of ${number}`];
  const edited = editedAt(versions);
  if (edited !== undefined && edited?.getTime() !== post.editedAt?.getTime())
    problems.push("has a different date of its last edit than its versions");
  return problems;
}

const hasText = (post: PostToCheck, last: Last | undefined): boolean =>
  last !== undefined &&
  !last.removedAt &&
  last.title === post.title &&
  last.summary === post.summary &&
  last.source === post.source;

/** When readers were last told of an edit, by the versions; undefined if they don't tell. Versions of people who left, of imports and of the time
 *  before there were versions name nobody, so two edits may look like one. */
function editedAt(versions: Version[]): Date | null | undefined {
  if (groupEdits(versions).length > 1) return versions.at(-1)?.createdAt;
  return versions.some(({ personId }) => personId === null) ? undefined : null;
}

/** A text without a version gets one: the earlier ones stay as they are. */
async function repair(tx: Transaction, postId: number): Promise<void> {
  const post = await findPostToCheck(tx.db, postId);
  if (!post) return;
  let edits = await listEdits(tx.db, [postId]);
  const last = (await listLast(tx.db, edits)).get(postId);
  if (isPublished(post) && !hasText(post, last)) {
    await addRevision(tx, post, post, null, post.updatedAt);
    edits = await listEdits(tx.db, [postId]);
  }
  const versions = edits.get(postId) ?? [];
  const edited = editedAt(versions);
  await setVersion(tx, postId, versions.at(-1)?.number ?? 0, edited === undefined ? post.editedAt : edited);
}
