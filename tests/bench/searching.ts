// The search over a large site. Its rows and its index are written as such from generated words, since to reply a million times
// would take hours; what is measured is the search of a site, from a query to what a page shows.

import { availableParallelism, loadavg } from "node:os";
import path from "node:path";
import { openDatabase } from "~/platform/database/database.server";
import { kindOf } from "~/platform/database/kinds.server";
import { migrate } from "~/platform/database/migrations/migrate.server";
import { providerOf } from "~/platform/database/url";
import { KINDS, keyOf } from "~/search/index/entry-key";
import { EVERYTHING, facetOfPerson, facetOfTag } from "~/search/index/facets";
import { wordsOfKey } from "~/search/index/key-words";
import { gatherWordsJob } from "~/search/index/words-job.server";
import { createSearch, DIALECTS } from "~/search/search.server";
import { splitWords } from "~/search/words/split-words";
import { ANALYSER_VERSION, stemOf } from "~/search/words/stems";
import { fromRoot } from "~/server/site-services";
import { createRandom } from "./corpus/random";
import { vocabularyOf } from "./corpus/vocabulary";
import { openServer } from "./databases";
import { readCpuMs } from "./process-facts";
import { listQueries } from "./search-queries";

export interface LargeSite {
  posts: number;
  comments: number;
}

export const LARGE: LargeSite = { posts: 100_000, comments: 1_000_000 };
const WORDS_OF_A_POST = 400;
const WORDS_OF_A_COMMENT = 60;
const VOCABULARY = 60_000;
const TAGS = 200;
const PEOPLE = 500;
const AT_ONCE = 2_000;
const ROUNDS = 5;
const SECOND_MS = 1_000;
const BEGINNING = Date.UTC(2016, 0, 1);

export async function measureSearch(
  folder: string,
  on: string,
  size: LargeSite,
  say: (line: string) => void,
): Promise<string> {
  if (on === "sqlite") return measureOn(`file:${path.join(folder, "large.db")}`, size, say);
  if (on !== "postgresql") return measureOn(on, size, say);
  const server = await openServer(path.join(folder, "none"), { empty: true });
  try {
    return await measureOn(await server.fresh(), size, say);
  } finally {
    await server.close();
  }
}

async function measureOn(url: string, size: LargeSite, say: (line: string) => void): Promise<string> {
  await migrate(url, fromRoot("prisma"));
  const words = vocabularyOf(VOCABULARY);
  const db = openDatabase(url);
  // Written last.
  if ((await db.site.count()) === 0) {
    const began = performance.now();
    await fill(url, size, words, say);
    say(`Filled in ${((performance.now() - began) / SECOND_MS).toFixed(0)} s.`);
    await kindOf(url).refreshStatistics(url);
  }
  const reader = kindOf(url).openReader(url, { processFile: fromRoot("build/query-process.js") });
  const searchDialect = DIALECTS[providerOf(url)];
  // As each night: by these counts the rarest of many words are known on PostgreSQL.
  if ((await db.searchWord.count()) === 0)
    await gatherWordsJob.run({ db, searchReader: reader, searchDialect }, {}, new Date());
  const search = createSearch({ db, provider: providerOf(url), reader, limitMs: 60_000 });
  const times = new Map<string, { ms: number; cpuMs: number }[]>();
  try {
    for (let round = -1; round < ROUNDS; round++)
      for (const { kind, query, order } of listQueries(words)) {
        const [cpuBefore, start] = [readCpuMs(process.pid), performance.now()];
        await search.find(query, { page: 1, order, client: "bench" });
        const took = { ms: performance.now() - start, cpuMs: readCpuMs(process.pid) - cpuBefore };
        // The first round fills caches, as the first visitors do.
        if (round >= 0) times.set(kind, [...(times.get(kind) ?? []), took]);
      }
  } finally {
    await reader.close();
    await db.close();
  }
  const rows = [...times, ["all", [...times.values()].flat()] as const].map(([kind, all]) => {
    const at = (figures: number[], share: number) => {
      const sorted = figures.toSorted((a, b) => a - b);
      return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1);
    };
    const [ms, cpuMs] = [all.map((one) => one.ms), all.map((one) => one.cpuMs)];
    const cells = [at(ms, 0.5), at(ms, 0.95), at(ms, 1), at(cpuMs, 0.5), at(cpuMs, 0.95)];
    return `| ${[kind, all.length, ...cells].join(" | ")} |`;
  });
  const load = loadavg()
    .map((one) => one.toFixed(1))
    .join(", ");
  return [
    `Load of the machine's ${availableParallelism()} cores in the last 1, 5 and 15 minutes: ${load}.`,
    "",
    "| query | searches | p50 ms | p95 ms | slowest | processor p50 ms | processor p95 ms |",
    "|---|--:|--:|--:|--:|--:|--:|",
    ...rows,
  ].join("\n");
}

export async function fill(
  url: string,
  { posts, comments }: LargeSite,
  words: string[],
  say: (line: string) => void,
) {
  const isSqlite = providerOf(url) === "sqlite";
  const writer = await kindOf(url).createRowWriter(url);
  const random = createRandom(16);
  const stems = words.map((word) => splitWords(word).map((one) => stemOf(one, "en"))[0] ?? word);
  const key = (value: number) => (isSqlite ? BigInt(value) : value) as unknown as number;
  const now = new Date(BEGINNING);
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
  await writer.insert(
    { name: "Person" },
    numbers(PEOPLE).map((id) => ({ id, handle: `person-${id}`, name: `Person ${id}`, createdAt: now })),
  );
  await writer.insert(
    { name: "Tag" },
    numbers(TAGS).map((id) => ({ id, slug: `tag-${id}`, name: `tag ${id}`, postCount: posts / TAGS })),
  );
  const draw = (count: number) =>
    Array.from({ length: count }, () => Math.floor(words.length ** random.next()) - 1);
  const textOf = (drawn: number[]) => drawn.map((rank) => words[rank]).join(" ");
  const put = async (
    kind: "post" | "comment",
    rows: { id: number; postId: number; at: Date; drawn: number[]; title: number[]; facets: string[] }[],
  ) => {
    const keyed = rows.map((row) => ({ ...row, key: keyOf(kind, row.id, row.at) }));
    await writer.insert(
      { name: "SearchEntry" },
      keyed.map((row) => ({
        ...{
          key: key(row.key),
          kind: KINDS[kind],
          thingId: row.id,
          postId: row.postId,
          facets: row.facets.join(" "),
        },
        ...{ digest: "", version: ANALYSER_VERSION },
      })),
    );
    const stemsIn = (drawn: number[]) => drawn.map((rank) => stems[rank] ?? "");
    await writer.insert(
      { name: "SearchText" },
      keyed.map((row) => {
        const [title, text] = [stemsIn(row.title), stemsIn(row.drawn)];
        if (isSqlite)
          return {
            rowid: key(row.key),
            title: title.join(" "),
            text: text.join(" "),
            facets: row.facets.join(" "),
          };
        return {
          rowid: row.key,
          vector: vectorOf(title, text, [...row.facets, ...wordsOfKey(row.key)]),
          words: ` ${title.join(" ")} | ${text.join(" ")} `,
        };
      }),
    );
  };
  const putTitles = (rows: { id: number; at: Date; title: number[] }[]) =>
    writer.insert(
      { name: "SearchTitle" },
      rows.map(({ id, at, title }) => {
        const rowid = key(keyOf("post", id, at));
        const names = title.map((rank) => words[rank] ?? "");
        return isSqlite ? { rowid, title: names.join(" ") } : { rowid, vector: vectorOf([], names, []) };
      }),
    );
  for (let from = 1; from <= posts; from += AT_ONCE / 4) {
    const rows = numbers(Math.min(AT_ONCE / 4, posts - from + 1)).map((offset) => {
      const id = from + offset - 1;
      const at = new Date(BEGINNING + id * ((10 * 365 * 86_400_000) / posts));
      const facets = [EVERYTHING, facetOfTag((id % TAGS) + 1), facetOfPerson((id % PEOPLE) + 1)];
      return { id, postId: id, at, drawn: draw(WORDS_OF_A_POST), title: draw(5), facets };
    });
    await writer.insert(
      { name: "Post" },
      rows.map(({ id, at, drawn, title }) => ({
        ...{
          id,
          slug: `post-${id}`,
          title: textOf(title),
          summary: "",
          source: "",
          status: "published",
          createdAt: at,
        },
        ...{ updatedAt: at, publishedAt: at, html: `<p>${textOf(drawn)}</p>`, excerpt: "", outline: "[]" },
        ...{ wordCount: drawn.length, renderVersion: 0 },
      })),
    );
    await writer.insert(
      { name: "Byline" },
      rows.map(({ id, at }) => ({
        postId: id,
        personId: (id % PEOPLE) + 1,
        role: "writer",
        position: 0,
        publishedAt: at,
      })),
    );
    await writer.insert(
      { name: "PostTag" },
      rows.map(({ id, at }) => ({ postId: id, tagId: (id % TAGS) + 1, position: 0, publishedAt: at })),
    );
    await put("post", rows);
    await putTitles(rows);
  }
  say("Posts are written.");
  for (let from = 1; from <= comments; from += AT_ONCE) {
    const rows = numbers(Math.min(AT_ONCE, comments - from + 1)).map((offset) => {
      const id = from + offset - 1;
      const postId = 1 + Math.floor(((id - 1) * posts) / comments);
      const at = new Date(BEGINNING + id * ((10 * 365 * 86_400_000) / comments));
      const facets = [EVERYTHING, facetOfTag((postId % TAGS) + 1), facetOfPerson(random.whole(1, PEOPLE))];
      return { id, postId, at, drawn: draw(WORDS_OF_A_COMMENT), title: [], facets };
    });
    await writer.insert(
      { name: "Comment" },
      rows.map(({ id, postId, at, drawn }) => ({
        ...{
          id,
          postId,
          number: id,
          path: id.toString(36).padStart(8, "0"),
          status: "approved",
          guestName: "Ada",
        },
        ...{ source: "", html: `<p>${textOf(drawn)}</p>`, excerpt: "", renderVersion: 0, createdAt: at },
      })),
    );
    await put("comment", rows);
    if (from % 100_000 === 1) say(`${from - 1} comments are written.`);
  }
  await writer.insert({ name: "Site" }, [
    { id: 1, name: "Large", tagline: "", aboutSource: "", aboutHtml: "", language: "en", timeZone: "UTC" },
  ]);
  await writer.close();
}

function vectorOf(title: string[], text: string[], facets: string[]): string {
  const places = new Map<string, string[]>();
  [...title.map((word) => [word, "A"] as const), ...text.map((word) => [word, "D"] as const)].forEach(
    ([word, weight], at) => void places.set(word, [...(places.get(word) ?? []), `${at + 1}${weight}`]),
  );
  return [
    ...[...places].map(([word, at]) => `'${word}':${at.join(",")}`),
    ...facets.map((facet) => `'${facet}'`),
  ].join(" ");
}
