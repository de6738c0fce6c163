// Forty queries find the same on both databases: this file runs on each. And what is bounded.

import { expect, test } from "vitest";
import { sqliteDialect } from "~/search/finding/sqlite-dialect";
import { suggestQuery } from "~/search/finding/suggestion.server";
import { FIRST_KEY, LAST_KEY } from "~/search/index/entry-key";
import { parseQuery } from "~/search/query/parse-query";
import { seek } from "~/search/query/sought";
import { DIALECTS } from "~/search/search.server";
import { upsertSeries } from "~/series/series.server";
import { provider } from "../factories/database";
import { createMember } from "../factories/people";
import { createComment, createPerson, createPost, NOW } from "../factories/posts";
import { find, markedIn, openSearching, type Searching, textOf, titlesOf } from "./searching";

const DAY_MS = 24 * 60 * 60 * 1000;
const day = (text: string) => new Date(`${text}T12:00:00Z`);

/** English, French, Japanese, Chinese and Arabic, with responses. */
async function fill(deps: Searching) {
  await upsertSeries(deps, { slug: "open-doors", title: "Open doors", status: "under way", intro: "" }, NOW);
  await createPerson(deps, "maren", "Maren Åkesson");
  await createPerson(deps, "ken", "Ken Obi");
  const rooms = await createPost(
    deps,
    {
      ...{ title: "Reading rooms after dark", writers: ["maren"], tags: ["Public libraries", "Night"] },
      source: "To be or not to be open: that is the question of every library in the cold months.",
    },
    day("2026-01-15"),
  );
  const doors = await createPost(
    deps,
    {
      ...{ title: "Who opens the door", series: "open-doors", part: 1, tags: ["Access"] },
      source: "The organized cafés are not the libraries. A well-known person keeps C++ books at 12:30.",
    },
    day("2025-06-01"),
  );
  const salle = await createPost(
    deps,
    {
      ...{ title: "La salle de lecture", language: "fr", tags: ["Accès"] },
      source:
        "Les étudiantes ont déjà publié l’œuvre ; aujourd'hui la bibliothèque est fermée pour les chevaux.",
    },
    day("2026-02-10"),
  );
  await createPost(
    deps,
    { title: "図書館で読書する", language: "ja", source: "静かな部屋で本を読む。猫もいる。" },
    day("2026-02-20"),
  );
  await createPost(
    deps,
    { title: "图书馆", language: "zh", source: "我们在图书馆里看书。" },
    day("2026-02-21"),
  );
  await createPost(
    deps,
    { title: "المكتبة", language: "ar", source: "كِتَابٌ في المكتبةِ العامة" },
    day("2026-02-22"),
  );
  const ada = await createMember(deps.db, "ada");
  await createComment(
    deps,
    rooms,
    { body: "Our library has *night owls*, and heating." },
    { now: day("2026-03-01") },
  );
  await createComment(
    deps,
    rooms,
    { body: "No owls here; the doors close at six." },
    { viewer: ada, now: day("2026-03-02") },
  );
  await createComment(
    deps,
    salle,
    { body: "Je pense que les étudiants publient pour vous.", name: "Zoé Blanc" },
    { now: day("2026-03-03") },
  );
  await createComment(deps, doors, { body: "Owls of all libraries, unite!" }, { now: day("2026-03-04") });
}

const QUERIES: [string, string[]][] = [
  ["library", ["Reading rooms after dark 1", "Who opens the door 1", "Public libraries *"]],
  ["libraries", ["Reading rooms after dark 1", "Who opens the door 1", "Public libraries *"]],
  ["LIBRARY", ["Reading rooms after dark 1", "Who opens the door 1", "Public libraries *"]],
  ['"to be or not to be"', ["Reading rooms after dark"]],
  ['"question of every library"', ["Reading rooms after dark"]],
  ['"of the"', []],
  ["owls", ["Reading rooms after dark 1 2", "Who opens the door 1"]],
  ["owl -close", ["Reading rooms after dark 1", "Who opens the door 1"]],
  ['owls -"night owls"', ["Reading rooms after dark 2", "Who opens the door 1"]],
  ["night owls", ["Reading rooms after dark 1"]],
  ["cafe", ["Who opens the door"]],
  ["organise", []],
  ["organizing", ["Who opens the door"]],
  ["organiz*", ["Who opens the door"]],
  ["well-known", ["Who opens the door"]],
  ["C++", ["Who opens the door"]],
  ["etudiant", ["La salle de lecture 1"]],
  ["étudier", ["La salle de lecture 1"]],
  ["publier", ["La salle de lecture"]],
  ["l'oeuvre", ["La salle de lecture"]],
  ["cheval", ["La salle de lecture"]],
  ["deja", ["La salle de lecture"]],
  ['"les étudiants"', ["La salle de lecture 1"]],
  ["読書", ["図書館で読書する"]],
  ["図書館", ["図書館で読書する"]],
  ["猫", ["図書館で読書する"]],
  ["本を読む", ["図書館で読書する"]],
  ["图书", ["图书馆"]],
  ["书", ["图书馆"]],
  ["كتاب", ["المكتبة"]],
  ["المكتبة", ["المكتبة"]],
  ["tag:night owls", ["Reading rooms after dark 1 2"]],
  ['tag:"public libraries" -owls', ["Reading rooms after dark"]],
  ["-tag:night owls", ["Who opens the door 1"]],
  ["by:maren", ["Reading rooms after dark"]],
  ['by:"maren akesson"', ["Reading rooms after dark"]],
  ["by:ada owls", ["Reading rooms after dark 2"]],
  ['by:"zoe blanc"', ["La salle de lecture 1"]],
  ["in:open-doors", ["Who opens the door 1"]],
  ['in:"open doors" type:post', ["Who opens the door"]],
  ["before:2026", ["Who opens the door"]],
  ["after:2026-03-03", ["La salle de lecture 1", "Who opens the door 1"]],
  ["after:2026-02-20 before:2026-02-22", ["図書館で読書する", "图书馆"]],
  ["type:comment library", ["Reading rooms after dark 1", "Who opens the door 1"]],
  ["type:person akesson", ["Maren Åkesson *"]],
  ["type:series door", ["Open doors *"]],
  ["type:tag acces", ["Accès *"]],
  ["door", ["Reading rooms after dark 2", "Who opens the door", "Open doors *"]],
  ["be open in the cold months", ["Reading rooms after dark"]],
  ["question of owls", ["Reading rooms after dark 1 2", "Who opens the door 1"]],
  ["tag:nowhere library", []],
  ["before:yesterday library", []],
  ["", []],
  ["!!! -- :", []],
];

test("finds the same by forty queries on both databases", async () => {
  const deps = await openSearching();
  await fill(deps);
  const found = [];
  for (const [query] of QUERIES) found.push([query, titlesOf(await find(deps, query)).sort()]);
  expect(found).toEqual(QUERIES.map(([query, titles]) => [query, titles.toSorted()]));
  // Whatever its order, a query finds the same.
  for (const [query, titles] of QUERIES)
    expect(titlesOf(await find(deps, query, { order: "newest" })).sort()).toEqual(titles.toSorted());

  // The marked words, by relevance: a title before a text.
  const library = await find(deps, "owls night");
  expect(library.posts.map(({ title }) => textOf(title))).toEqual(["Reading rooms after dark"]);
  expect(markedIn(library.posts[0]?.responses[0]?.snippet ?? [])).toEqual(["night", "owls"]);
  expect(markedIn((await find(deps, "l’oeuvre")).posts[0]?.snippet ?? [])).toEqual(["œuvre"]);
  expect(markedIn((await find(deps, "猫")).posts[0]?.snippet ?? [])).toEqual(["猫"]);
  expect((await find(deps, "door")).posts.map(({ title }) => textOf(title))[0]).toBe("Who opens the door");

  // Of words that are too common to be ranked by their frequency, on SQLite, titles have them by their stems, and phrases as typed.
  const titled = (query: string) => {
    const { sql, values } = sqliteDialect.titled(
      seek({ text: query }) ?? [],
      { from: FIRST_KEY, to: LAST_KEY },
      9,
    );
    return deps.reader.run(5_000, (ask) => ask(sql, values));
  };
  if (deps.url.startsWith("file:"))
    expect([
      await titled("doors"),
      await titled("opens the door"),
      await titled("open the doors"),
      await titled("owls"),
    ]).toMatchObject([{ length: 1 }, { length: 1 }, [], []]);

  // Of a phrase whose words many texts have, the newest of these are looked at, and the answer says back to which day.
  expect(await find(deps, '"the door"')).toMatchObject({ hits: 2, since: null });
  for (const [looked, since, titles] of [
    [1, day("2025-06-01"), ["Reading rooms after dark 2"]],
    [2, null, ["Reading rooms after dark 2", "Who opens the door"]],
  ] as const) {
    const bounded = await find(deps.searchWith(looked), '"the door"');
    expect([bounded.since, titlesOf(bounded).sort()]).toEqual([since, titles]);
  }

  // Nothing has all words: those with most come first, and the answer says so.
  const most = await find(deps, "organized cafés of zebras");
  expect(most).toMatchObject({ having: "most" });
  expect(textOf(most.posts[0]?.title ?? [])).toBe("Who opens the door");

  const many = await find(deps, "organized cafés of zebras and lions");
  expect([many.having, textOf(many.posts[0]?.title ?? [])]).toEqual(["most", "Who opens the door"]);

  // The rarest of many words tell texts apart; none of the first four stands anywhere.
  const owls = await find(deps, "zebras lions tigers giraffes library night owls heating cold");
  expect([owls.having, titlesOf(owls)]).toEqual([
    "most",
    ["Reading rooms after dark 1", "Who opens the door 1"],
  ]);
  // A phrase counts only where its words stand next to one another, in their order.
  const doors = await find(deps, '"owls night" zebras doors');
  expect(titlesOf(doors).sort()).toEqual(["Reading rooms after dark 2", "Who opens the door"]);

  // What names nothing is said, and finds nothing.
  expect((await find(deps, "tag:nowhere by:nobody-here library")).unknown.map(({ value }) => value)).toEqual([
    "nowhere",
  ]);
  expect((await find(deps, "library")).hits).toBe(4);

  // Quick-open.
  const quick = async (typed: string) =>
    (await deps.search.listQuickly(typed, "a")).map(({ kind, name }) => `${kind} ${name}`);
  expect(await quick("re da")).toEqual(["post Reading rooms after dark"]);
  expect(await quick("ak")).toEqual(["person Maren Åkesson"]);
  expect((await quick("op")).sort()).toEqual(["post Who opens the door", "series Open doors"]);
  expect(await quick("図書")).toEqual(["post 図書館で読書する"]);
  expect(await quick("読")).toEqual(["post 図書館で読書する"]);
  for (const typed of ["", "!", "\0", '"*', "zz"]) expect(await quick(typed)).toEqual([]);
});

test("answers whatever is typed", async () => {
  const deps = await openSearching();
  await fill(deps);
  for (const typed of [
    ..."\"|'|*|-|(|)|^|:|\\|%|&|NEAR(a b)|a OR b|a AND|NOT a|title:x|{a}|a + b|'; DROP TABLE|:*|!a|<->|\0|\ud800|🐈|ß|İ|ﷺ".split(
      "|",
    ),
    ...["tag:", 'tag:"', "by:by:by:", "-", "--a", "-tag:", "before:9999999", "after:2026-99-99", "type:x"],
    ...[
      `${"library ".repeat(40)} ${"tag:night ".repeat(10)}`,
      "word ".repeat(2_000),
      "字".repeat(10_000),
      '"'.repeat(10_000),
      "-a ".repeat(400),
      "a* ".repeat(40),
    ],
    ...["ไทย", "ខ្មែរ", "ქართული", "አማርኛ", "தமிழ்", "עברית", "ελληνικά", "𝔉𝔯𝔞𝔨𝔱𝔲𝔯"],
  ])
    for (const order of ["relevance", "newest"] as const)
      expect(await find(deps, typed, { order, page: 99 })).toMatchObject({ order, page: 1 });
});

test("ends a search after its time, and answers the next", async () => {
  const deps = await openSearching();
  const endless = deps.url.startsWith("file:")
    ? "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    : "SELECT pg_sleep(60)";
  expect(await deps.reader.run(300, (query) => query(endless, []))).toBe("too slow");
  // Of what is asked at once, each gets its own answer, rows without a number among them.
  const asked = ["SELECT 1 AS one", "SELECT 'a' AS two, NULL AS three", "SELECT 4 AS four WHERE 1 = 0"];
  expect(await deps.reader.run(5_000, (query) => Promise.all(asked.map((sql) => query(sql, []))))).toEqual([
    [{ one: 1 }],
    [{ two: "a", three: null }],
    [],
  ]);
  await expect(
    deps.reader.run(5_000, (query) => Promise.all(["SELECT 1", "SELECT x"].map((sql) => query(sql, [])))),
  ).rejects.toThrow("x");
  expect(await deps.reader.run(5_000, (query) => query("SELECT 5 AS five", []))).toEqual([{ five: 5 }]);
});

test("suggests a likelier word only while three texts that everyone may see have it", async () => {
  const deps = await openSearching();
  const ids = [];
  for (let index = 0; index < 3; index++)
    ids.push(
      await createPost(
        deps,
        { title: `Post ${index}`, source: "About the catalogue of a community. Come in. Come again." },
        new Date(NOW.getTime() - index * DAY_MS),
      ),
    );
  await deps.gatherWords();
  expect((await find(deps, "cataloge tag-free")).suggestion).toBe("catalogue tag-free");
  // Of comunity, the stem is as near to come.
  expect((await find(deps, "comunity")).suggestion).toBe("community");
  // What was found isn't lost by looking for a likelier word until the search is ended.
  const suggest = (isLate: boolean) =>
    deps.reader.run(20_000, (query) =>
      suggestQuery(
        deps.db,
        { query, dialect: DIALECTS[provider()], isLate: () => isLate },
        parseQuery("cataloge"),
      ),
    );
  expect([await suggest(false), await suggest(true)]).toEqual(["catalogue", null]);
  await deps.withdraw(ids[0] ?? 0);
  expect((await find(deps, "cataloge")).suggestion).toBeNull();
});
