import { personKey } from "~/people/person.server";
import type { PostSummary } from "~/posts/post";
import { postKey } from "~/posts/post.server";
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

/** The people whom responses name. */
export const namedIn = (responses: (Response | RecentResponse)[]): string[] =>
  responses.flatMap(peopleOf).map(personKey);

function peopleOf(response: Response | RecentResponse): number[] {
  if ("writers" in response) return response.writers.map((writer) => writer.id);
  // Whom a reply names as answered may stand on another page.
  const answered = "parent" in response ? response.parent?.personId : null;
  return [response.personId, answered].flatMap((id) => id ?? []);
}
