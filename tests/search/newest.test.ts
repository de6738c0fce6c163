// The newest entries, which PostgreSQL looks for slice of time by slice.

import { expect, test } from "vitest";
import { FIRST_KEY, KINDS, keyAt, keyOf, kindOfKey, LAST_KEY } from "~/search/index/entry-key";
import { putWords } from "~/search/index/words-writer.server";
import { DIALECTS } from "~/search/search.server";
import { provider } from "../factories/database";
import { openSearching } from "./searching";

test("lists the newest of many entries in their order, of half a year and of a century", async () => {
  const deps = await openSearching();
  const DAYS = 86_400;
  const newest = Date.UTC(2026, 4, 1) / 1000;
  // Every day of 160 days, and before that more and more rarely.
  const seconds = Array.from({ length: 300 }, (_, at) =>
    Math.round(newest - DAYS * (at < 160 ? at : 160 + ((at - 160) / 2) ** 2.45)),
  );
  expect(Math.min(...seconds)).toBeLessThan(Date.UTC(1970, 0, 1) / 1000);
  const keys = seconds.map((second, id) => keyOf(id % 3 ? "comment" : "post", id, new Date(second * 1000)));
  const words = { title: [], text: ["owl"], name: [] };
  await deps.db.write(async (tx) => {
    for (const key of keys) await putWords[provider()](tx.db, key, words, []);
  });
  const owls = [[{ words: ["owl"], isOpen: false }]];
  const everything = { all: owls, none: [], facets: [], noFacets: [], kind: null };
  const years = (year: number) => keyAt(new Date(Date.UTC(year, 0, 1)));
  for (const limit of [1, 99, 100, 159, 170, 290, 2_000])
    for (const [from, to] of [
      [FIRST_KEY, LAST_KEY],
      [years(1960), years(2026)],
      [years(2024), LAST_KEY],
      [FIRST_KEY, years(1980)],
    ] as const)
      for (const kind of [null, KINDS.post]) {
        const { sql, values } = DIALECTS[provider()].newestKeys({ ...everything, kind, from, to }, limit);
        const rows = await deps.reader.run(20_000, (query) => query<{ key: number }>(sql, values));
        const isWanted = (key: number) =>
          key >= from && key <= to && (kind === null || kindOfKey(key) === kind);
        expect(rows === "too slow" ? rows : rows.map(({ key }) => Number(key))).toEqual(
          keys
            .filter(isWanted)
            .sort((a, b) => b - a)
            .slice(0, limit),
        );
      }
});
