import type { SeriesPart } from "~/posts/post";

export interface SeriesSummary {
  id: number;
  slug: string;
  title: string;
  introHtml: string;
  status: string;
  /** Number of published parts. */
  parts: number;
}

export const seriesPath = (slug: string) => `/series/${slug}`;

/** The previous and the next part of a post in its series. */
export function neighbours(parts: SeriesPart[], postId: number) {
  const here = parts.findIndex((part) => part.id === postId);
  return { previous: here > 0 ? parts[here - 1] : undefined, next: here < 0 ? undefined : parts[here + 1] };
}
