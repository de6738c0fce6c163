import { onTestFinished } from "vitest";
import { withdrawPost } from "~/flows/publishing/publish-post.server";
import type { Database } from "~/platform/database/database.server";
import { kindOf } from "~/platform/database/kinds.server";
import { gatherWordsJob } from "~/search/index/words-job.server";
import type { SearchOrder, SearchResult } from "~/search/search";
import { createSearch, DIALECTS } from "~/search/search.server";
import { fromRoot } from "~/server/site-services";
import { openDeps, provider } from "../factories/database";
import { NOW } from "../factories/posts";

/** Dependencies of commands, and a search that sees what they change. */
export async function openSearching() {
  const deps = await openDeps();
  const reader = kindOf(deps.url).openReader(deps.url, { processFile: fromRoot("build/query-process.js") });
  onTestFinished(() => reader.close());
  return {
    ...deps,
    reader,
    search: searchOf(deps.db, reader),
    /** The same, which looks at fewer texts for the words of a phrase. */
    searchWith: (maxPlaced: number) => ({ search: searchOf(deps.db, reader, maxPlaced) }),
    gatherWords: () =>
      gatherWordsJob.run({ ...deps, searchReader: reader, searchDialect: DIALECTS[provider()] }, {}, NOW),
    withdraw: (postId: number) => withdrawPost(deps, postId, NOW),
  };
}

const searchOf = (db: Database, reader: Parameters<typeof createSearch>[0]["reader"], maxPlaced?: number) =>
  createSearch({ db, provider: provider(), reader, limitMs: 20_000, ...(maxPlaced && { maxPlaced }) });

export type Searching = Awaited<ReturnType<typeof openSearching>>;

export async function find(
  { search }: Pick<Searching, "search">,
  query: string,
  { page = 1, order = "relevance" as SearchOrder } = {},
): Promise<SearchResult> {
  const outcome = await search.find(query, { page, order, client: "a" });
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.result;
}

/** Titles of posts, each with the numbers of its responses: "Reading rooms 1 3"; then names with a star. */
export const titlesOf = ({ posts, names }: SearchResult): string[] => [
  ...posts.map(({ title, responses }) =>
    [textOf(title), ...responses.map(({ number }) => number).sort()].join(" "),
  ),
  ...names.map(({ name }) => `${textOf(name)} *`),
];

export const textOf = (pieces: { text: string }[]) => pieces.map(({ text }) => text).join("");
export const markedIn = (pieces: { text: string; isMatch: boolean }[]) =>
  pieces.flatMap(({ text, isMatch }) => (isMatch ? text : []));
