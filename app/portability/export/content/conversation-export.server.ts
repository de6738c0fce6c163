// The file of a post's conversation, in pieces, as its responses are read.

import { readCommentContent } from "~/comments/portability/comment-content.server";
import { FORMER_MEMBER_HANDLE, handleInFiles } from "~/people/person";
import { listPingbackContent } from "~/pingbacks/pingback-content.server";
import type { DatabaseClient } from "~/platform/database/database.server";
import type { PostContent } from "~/posts/portability/post-content.server";
import { formatDate, formatYaml, textBlock } from "../../content/content-format";
import type { NameLinks } from "./name-links.server";

/** Deeper replies stand beside the last that are nested, and name what they answer, so that lines don't begin far to the right. */
const MAX_NESTED = 6;

type CommentContent = Awaited<ReturnType<ReturnType<typeof readCommentContent>["next"]>>["value"] & object;
type Author = CommentContent["person"] & object;

export async function* formatConversation(
  db: DatabaseClient,
  { id, slug, replyRules }: Pick<PostContent, "id" | "slug" | "replyRules">,
  { nameLinks, sawPerson }: { nameLinks: NameLinks; sawPerson: (person: Author) => void },
): AsyncGenerator<string> {
  const locks = new Map(replyRules.lockedBranches.map(({ path, words }) => [path, words]));
  const pingbacks = await listPingbackContent(db, id);
  let level = -1;
  function* entry(fields: Record<string, unknown>, at: number): Generator<string> {
    if (level < 0) yield `post: ${slug}\nresponses:\n`;
    else if (at > level) yield `${" ".repeat(4 + 4 * level)}replies:\n`;
    level = at;
    yield indent(formatYaml([fields]), 2 + 4 * at);
  }
  /** The pingbacks that stand before a path. */
  function* pingbacksBefore(path: string | null): Generator<string> {
    while (pingbacks[0] && (path === null || pingbacks[0].path < path)) {
      const { number, slug: from, isShown } = pingbacks.shift() as (typeof pingbacks)[number];
      yield* entry({ number, pingback: from, ...(!isShown && { deleted: true }) }, 0);
    }
  }
  for await (const comment of readCommentContent(db, id)) {
    if (comment.depth === 0) yield* pingbacksBefore(comment.path);
    const { person, number, depth, answers, createdAt } = comment;
    if (comment.isShown && person) sawPerson(person);
    const at = Math.min(depth, MAX_NESTED);
    const words = locks.get(comment.path);
    const text = { folder: "conversations", writers: person ? [person] : [] };
    const fields = {
      number,
      ...(depth > MAX_NESTED && { answers }),
      ...(comment.isShown ? authorOf(comment) : { deleted: true }),
      at: formatDate(createdAt),
      ...(words !== undefined && { locked: words || true }),
      ...(comment.isShown && { body: textBlock(await nameLinks(comment.source, text)) }),
    };
    yield* entry(fields, at);
  }
  yield* pingbacksBefore(null);
}

export function authorOf({
  person,
  guestName,
  guestSite,
}: Pick<CommentContent, "guestName" | "guestSite"> & { person: Parameters<typeof handleInFiles>[0] | null }) {
  if (person) return { person: handleInFiles(person) };
  if (guestName === null) return { person: FORMER_MEMBER_HANDLE };
  return { name: guestName, ...(guestSite && { site: guestSite }) };
}

const indent = (text: string, columns: number): string => {
  const margin = " ".repeat(columns);
  // Not with a pattern for the beginning of a line: there is one after U+2028 too.
  return text
    .split("\n")
    .map((line) => (line === "" ? "" : margin + line))
    .join("\n");
};
