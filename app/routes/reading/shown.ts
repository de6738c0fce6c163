import { personKey } from "~/people/person.server";
import type { ArchivedMonth } from "~/posts/archive.server";
import type { PostSummary } from "~/posts/post";
import { POSTS_KEY, postKey } from "~/posts/post.server";
import { MONTHS_KEY } from "~/posts/post-month.server";
import type { RecentResponse, Response } from "~/responses/response";
import { seriesKey } from "~/series/series.server";

/** What a post names, wherever it is shown: itself, who signs it, its series. */
export function shownWith(post: PostSummary): string[] {
  return [
    postKey(post.id),
    ...[...post.writers, ...post.presenters].map((person) => personKey(person.id)),
    ...(post.series ? [seriesKey(post.series.id)] : []),
  ];
}

/** What the archive tells: of no post more than its title, its date and who wrote it. */
export const showsArchive = (months: ArchivedMonth[]): string[] => [
  MONTHS_KEY,
  POSTS_KEY,
  ...months.flatMap(({ posts }) => posts.flatMap(({ writers }) => writers.map(({ id }) => personKey(id)))),
];

/** The people whom responses name. */
export const namedIn = (responses: (Response | RecentResponse)[]): string[] =>
  responses.flatMap(peopleOf).map(personKey);

function peopleOf(response: Response | RecentResponse): number[] {
  if (response.kind === "pingbacks") return [];
  if ("writers" in response) return response.writers.map((writer) => writer.id);
  // Whom a reply names as answered may stand on another page.
  const answered = "parent" in response ? response.parent?.personId : null;
  return [response.personId, answered].flatMap((id) => id ?? []);
}
