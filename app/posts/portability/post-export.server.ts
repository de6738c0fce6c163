// A person's posts as files of a content folder, for their own export.

import type { Exported, ExportedFile } from "~/platform/inventory";
import { isPublished } from "~/visibility/status";
import { type GivenPost, listWrittenPosts } from "../post-commands.server";

/** Batch size of the export: few, because posts may be long. */
const POSTS_AT_ONCE = 20;

export const exportPosts: Exported = {
  readme: `- posts/: your published posts, one file a post, with its fields above its text.
- not-published/: your drafts and scheduled posts.`,
  async *files({ db }, { personId }, now) {
    for (let after = 0; ; ) {
      const posts = await listWrittenPosts(db, personId, after, POSTS_AT_ONCE);
      for (const post of posts) yield fileOf(post, now);
      if (posts.length < POSTS_AT_ONCE) return;
      after = posts.at(-1)?.id ?? 0;
    }
  },
};

/** Unpublished posts are in another folder, so that an import doesn't publish them. */
function fileOf({ input, status, publishedAt }: GivenPost, now: Date): ExportedFile {
  const { title, slug, writers, presenters, tags, series, part, summary, source } = input;
  const { language, licence, noindex } = input;
  const fields = {
    ...{ title, slug, date: (publishedAt ?? now).toISOString(), byline: writers },
    ...(presenters.length > 0 && { "introduced by": presenters }),
    ...(tags.length > 0 && { tags }),
    ...(series && part && { series, part }),
    ...(summary && { summary }),
    ...(language && { language }),
    ...(licence && { licence }),
    ...(noindex && { noindex }),
  };
  const folder = isPublished({ status }) ? "posts" : "not-published";
  return { name: `${folder}/${slug}.md`, fields, text: source };
}
