// The search of a site: what everyone may see, found in a bounded time.

import { FairTurns } from "~/markdown/renderer/fair-turns";
import type { BoundedQuery, BoundedReader } from "~/platform/database/bounded-reader";
import type { Database } from "~/platform/database/database.server";
import { readSite } from "~/site/site.server";
import type { Hit, Hits } from "./finding/asking";
import { openFrequencies } from "./finding/frequencies";
import { type Group, toGroups } from "./finding/groups";
import { findHits, findNamed, findNames } from "./finding/hits";
import { postgresqlDialect } from "./finding/postgresql-dialect";
import { listQuickNames } from "./finding/quick-names.server";
import { showNames, showPosts } from "./finding/shown-results.server";
import { sqliteDialect } from "./finding/sqlite-dialect";
import { suggestQuery } from "./finding/suggestion.server";
import { dateOf, KINDS } from "./index/entry-key";
import { isFilling } from "./index/filling.server";
import type { Provider } from "./index/words-writer.server";
import { parseQuery } from "./query/parse-query";
import { type Understood, understand } from "./query/understand.server";
import {
  MAX_PAGES,
  type ParsedQuery,
  POSTS_PER_PAGE,
  type Search,
  type SearchOrder,
  type SearchOutcome,
  type SearchRefusal,
} from "./search";
import {
  MAX_WAIT_MS,
  MAX_WAITING,
  MAX_WAITING_OF_ONE,
  PLACES,
  QUICK_LIMIT_MS,
  SEARCH_LIMIT_MS,
} from "./search-limits";
import { stemLanguageOf } from "./words/stems";

export const DIALECTS = { sqlite: sqliteDialect, postgresql: postgresqlDialect };

interface Deps {
  db: Database;
  provider: Provider;
  reader: BoundedReader;
  /** Other times for tests. */
  limitMs?: number;
  /** Another number for tests. */
  maxPlaced?: number;
}

const TOO_SLOW: SearchRefusal = { ok: false, reason: "search.too-slow" };
const BUSY: SearchRefusal = { ok: false, reason: "search.busy" };
/** As many series or people may have the words of a filter. */
const MAX_NAMED = 50;
/** Likelier words are looked for in this part of a search's time. */
const SUGGESTED_WITHIN = 0.6;

interface Found {
  understood: Understood;
  found: Hits;
  names: Hit[];
  groups: Group[];
  suggestion: string | null;
}

const NOTHING: Hits = { hits: [], count: 0, isCapped: false, having: "all", since: null };

export function createSearch({
  db,
  provider,
  reader,
  limitMs = SEARCH_LIMIT_MS,
  maxPlaced = DIALECTS[provider].maxPlaced,
}: Deps): Search {
  const dialect = DIALECTS[provider];
  const turns = new FairTurns({
    places: PLACES,
    maxWaitingOfOne: MAX_WAITING_OF_ONE,
    maxWaiting: MAX_WAITING,
  });

  const inTurn = async <T>(client: string, ms: number, work: (query: BoundedQuery) => Promise<T>) => {
    if (!(await turns.begin(client, AbortSignal.timeout(MAX_WAIT_MS)))) return "busy";
    try {
      return await reader.run(ms, work);
    } finally {
      turns.end(client);
    }
  };

  const findIn = async (
    query: BoundedQuery,
    parsed: ParsedQuery,
    order: SearchOrder,
    timeZone: string,
  ): Promise<Found> => {
    const late = performance.now() + limitMs * SUGGESTED_WITHIN;
    const frequencies = openFrequencies(query, dialect);
    const deps = { query, dialect, frequencies, maxPlaced, isLate: () => performance.now() > late };
    const named = {
      series: (words: string[]) => findNamed(deps, words, "series", MAX_NAMED),
      person: (words: string[]) => findNamed(deps, words, "person", MAX_NAMED),
    };
    const understood = await understand(db, parsed, { timeZone, named });
    const { sought, names: kinds, hasTexts, unknown } = understood;
    const isAsked = parsed.parts.length > 0 && unknown.every(({ isExcluded }) => isExcluded);
    const numbers = kinds.map((kind) => KINDS[kind]);
    const [found, names] = await Promise.all([
      isAsked && hasTexts ? findHits(deps, sought, order) : NOTHING,
      isAsked && numbers.length > 0 ? findNames(deps, sought, numbers) : [],
    ]);
    const isPoor = found.having === "most" || found.count === 0;
    const suggestion = isAsked && isPoor && names.length === 0 ? await suggestQuery(db, deps, parsed) : null;
    return { understood, found, names, groups: toGroups(found.hits, order), suggestion };
  };

  return {
    async find(typed, { page: asked, order, client }): Promise<SearchOutcome> {
      const parsed = parseQuery(typed);
      const { timeZone, language } = await readSite(db);
      const answer = await inTurn(client, limitMs, (query) => findIn(query, parsed, order, timeZone));
      if (answer === "busy") return BUSY;
      if (answer === "too slow") return TOO_SLOW;
      const { understood, found, names, groups, suggestion } = answer;
      const { sought, unknown } = understood;
      const pages = Math.min(MAX_PAGES, Math.max(1, Math.ceil(groups.length / POSTS_PER_PAGE)));
      const page = Math.min(Math.max(1, Math.trunc(asked) || 1), pages);
      const shown = groups.slice((page - 1) * POSTS_PER_PAGE, page * POSTS_PER_PAGE);
      const around = stemLanguageOf(language);
      return {
        ok: true,
        result: {
          hitKind: sought.kind === KINDS.post ? "post" : sought.kind === KINDS.comment ? "comment" : null,
          ...{ query: parsed, order, hits: found.count, isCapped: found.isCapped, having: found.having },
          since: found.since === null ? null : dateOf(found.since),
          ...{ unknown, isFilling: await isFilling(db), page, pages, suggestion },
          posts: await showPosts(db, shown, sought.all, around),
          names: page === 1 ? await showNames(db, names, sought.all, around) : [],
        },
      };
    },
    async listQuickly(typed, client) {
      const names = await inTurn(client, QUICK_LIMIT_MS, (query) =>
        listQuickNames(db, { query, dialect }, typed),
      );
      return typeof names === "string" ? [] : names;
    },
  };
}
