import type { SeriesPart } from "~/posts/post";

export interface SeriesSummary {
  id: number;
  slug: string;
  title: string;
  introHtml: string;
  status: string;
  createdAt: Date;
  /** Number of published parts. */
  parts: number;
}

/** A part that readers are told of before it is published. */
export interface AnnouncedPart {
  part: number;
  /** "" if only its number is known. */
  title: string;
  /** When it is expected, as typed: "in May". May be "". */
  expected: string;
}

/** The parts of a series for its navigation. */
export interface SeriesContents {
  isComplete: boolean;
  parts: SeriesPart[];
  announced: AnnouncedPart[];
}

export const seriesPath = (slug: string) => `/series/${slug}`;

/** The discussion of all parts of a series. */
export const seriesResponsesPath = (slug: string) => `${seriesPath(slug)}/responses`;

/** The stored status of a series to which parts will be added. */
export const UNDER_WAY = "under way";

/** Published and announced parts in one order. */
export const inOrder = <P extends { part: number }>({
  parts,
  announced,
}: {
  parts: P[];
  announced: AnnouncedPart[];
}) =>
  [
    ...parts.map((post) => ({ part: post.part, post, announced: null })),
    ...announced.map((one) => ({ part: one.part, post: null, announced: one })),
  ].sort((a, b) => a.part - b.part);

/** How many parts there are, announced ones too: as many as the highest number says. */
export const countAll = ({ parts, announced }: Omit<SeriesContents, "isComplete">) =>
  Math.max(parts.length + announced.length, ...[...parts, ...announced].map(({ part }) => part), 0);

/** The previous and the next part of a post in its series; of announced parts, only the next. */
export function neighbours(contents: SeriesContents, postId: number) {
  const { parts } = contents;
  const here = parts.findIndex((part) => part.id === postId);
  const previous = here > 0 ? parts[here - 1] : undefined;
  if (here < 0) return { previous, next: undefined, announced: undefined };
  const all = inOrder(contents);
  const following = all[all.findIndex(({ post }) => post?.id === postId) + 1];
  return { previous, next: parts[here + 1], announced: following?.announced ?? undefined };
}

/** An announced part in words: "Notes from the desk, in May". */
export const formatAnnounced = ({ part, title, expected }: AnnouncedPart): string =>
  [title || `Part ${part}`, expected].filter(Boolean).join(", ");
