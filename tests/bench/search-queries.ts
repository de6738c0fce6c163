import type { SearchOrder } from "~/search/search";

/** The queries of a run: words by their rank of frequency, alone, together, as phrases and as beginnings, each with filters. */
export function listQueries(words: string[]): { kind: string; query: string; order: SearchOrder }[] {
  const at = (rank: number) => words[rank] ?? "";
  const plain: [string, string][] = [
    ["commonest word", at(0)],
    ["commonest word", at(3)],
    ["common word", at(20)],
    ["common word", at(60)],
    ["middle word", at(700)],
    ["middle word", at(2_500)],
    ["rare word", at(20_000)],
    ["rare word", at(45_000)],
    ["no such word", "xqzzkj"],
    ["two common words", `${at(5)} ${at(25)}`],
    ["two common words", `${at(30)} ${at(80)}`],
    ["three middle words", `${at(300)} ${at(500)} ${at(900)}`],
    ["eight words", [1, 8, 40, 120, 400, 900, 2_000, 5_000].map(at).join(" ")],
    ["common phrase", `"${at(0)} ${at(1)}"`],
    ["common phrase", `"${at(2)} ${at(0)} ${at(4)}"`],
    ["rare phrase", `"${at(150)} ${at(400)}"`],
    ["beginning", `${at(150).slice(0, 4)}*`],
    ["beginning", `${at(1_000).slice(0, 3)}*`],
    ["without a word", `${at(20)} -${at(0)}`],
  ];
  const filters = [
    "",
    " tag:tag-7",
    " by:person-9",
    " after:2025",
    " before:2017 type:comment",
    " type:post",
  ];
  const all = filters.flatMap((filter) =>
    plain.map(([kind, query]) => ({ kind, query: query + filter, order: "relevance" as const })),
  );
  const newest = plain
    .slice(0, 6)
    .map(([kind, query]) => ({ kind: `${kind}, newest`, query, order: "newest" as const }));
  return [
    ...all,
    ...newest,
    ...["tag:tag-7", "by:person-9", "after:2025", `-${at(0)}`].map((query) => ({
      kind: "filter alone",
      query,
      order: "relevance" as const,
    })),
  ];
}
