// A post that continues a response: what its draft begins with.

import { commentPath } from "~/comments/comment";
import type { ContinuedComment } from "~/comments/continued/continued-comment";
import { findCommentToContinue, findContinued } from "~/comments/continued/continued-comments.server";
import { type DraftText, EMPTY_DRAFT } from "~/drafts/draft";
import { may } from "~/people/policy";
import type { Member } from "~/people/viewer";
import type { DatabaseClient } from "~/platform/database/database.server";
import { postPath } from "~/posts/post";
import { findNextPart } from "~/posts/post-parts.server";

/** What a draft that continues a response begins with: its words as a quotation that links to it, and the tags of its post. The series is
 *  only for those who write it, and for editors: others would put their post into somebody's book. Null if not everyone can read the response. */
export async function startContinuation(
  db: DatabaseClient,
  member: Member,
  commentId: number,
): Promise<{ text: DraftText; continued: ContinuedComment } | null> {
  const comment = await findCommentToContinue(db, commentId);
  const continued = comment && (await findContinued(db, commentId));
  if (!comment || !continued) return null;
  const { tags, seriesId, language, noindex } = comment.post;
  const series =
    seriesId === null
      ? null
      : await findNextPart(db, seriesId, { personId: member.id, anyone: may(member, "series.edit") });
  const details = {
    ...EMPTY_DRAFT.details,
    tags: tags.map(({ tag }) => tag.name).join(", "),
    ...(series && { series: series.slug, part: String(series.part) }),
    language: language ?? "",
    // What its post keeps off search engines shouldn't come there as a quotation.
    noindex: noindex ? "true" : "",
  };
  return { text: { title: "", source: quoteAll(comment), details }, continued };
}

interface Quoted {
  id: number;
  number: number | null;
  source: string;
  post: { slug: string; title: string };
}

/** The whole response as a quotation in Markdown, with a link to it, below a sentence that stands with the pingback. */
function quoteAll({ id, number, source, post }: Quoted): string {
  const lead = `This continues a response to [${escapeMarkdown(post.title)}](${postPath(post.slug)}):`;
  const lines = [`[#${number}](${commentPath(id)})`, "", ...source.trim().split(/\r\n?|\n/)];
  return `${lead}\n\n${lines.map((line) => (line.trim() ? `> ${line}` : ">")).join("\n")}\n\n`;
}

const escapeMarkdown = (text: string) => text.replace(/[\\`*_[\]<>&~]/g, "\\$&");
