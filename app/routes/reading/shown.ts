import { personKey } from "~/people/person.server";
import type { ArchivedMonth } from "~/posts/archive/archive.server";
import { MONTHS_KEY } from "~/posts/archive/post-month.server";
import type { PostSummary } from "~/posts/post";
import { POSTS_KEY, postKey } from "~/posts/post.server";
import type { RecentResponse, ThreadItem } from "~/responses/response";
import { seriesKey } from "~/series/series.server";
import { tagNameKey } from "~/tags/tag.server";

/** Cache tags of a post, wherever it is shown: the post, its authors, its series, the names of its
 *  tags. */
export function shownWith(post: PostSummary): string[] {
  return [
    postKey(post.id),
    ...[...post.writers, ...post.presenters].map((person) => personKey(person.id)),
    ...(post.series ? [seriesKey(post.series.id)] : []),
    ...post.tags.map((tag) => tagNameKey(tag.id)),
  ];
}

/** Cache tags of the archive, which shows each post's title, date and authors only. */
export const showsArchive = (months: ArchivedMonth[]): string[] => [
  MONTHS_KEY,
  POSTS_KEY,
  ...months.flatMap(({ posts }) => posts.flatMap(({ writers }) => writers.map(({ id }) => personKey(id)))),
];

/** Cache tags of the people named in responses, and of what their texts quote. */
export const namedIn = (responses: (ThreadItem | RecentResponse)[]): string[] =>
  responses.flatMap((response) => [
    ...peopleOf(response).map(personKey),
    ...("tags" in response ? response.tags : []),
  ]);

function peopleOf(response: ThreadItem | RecentResponse): number[] {
  if (response.kind === "pingbacks") return [];
  if ("writers" in response) return response.writers.map((writer) => writer.id);
  // The author of the parent comment, which may be on another page.
  const answered = "parent" in response ? response.parent?.personId : null;
  return [response.personId, answered].flatMap((id) => id ?? []);
}
