import { type DatabaseClient, Prisma, type Transaction } from "~/platform/database/database.server";
import { CHECK_BATCH, type Inconsistency } from "~/platform/inconsistency";
import { SEARCH_KINDS, type SearchKind } from "../search";
import { type Entry, listEntries, removeEntries, removeSurplus } from "./entries.server";
import { KINDS } from "./entry-key";
import { listFollowing } from "./filling.server";
import { readFillingState, STOPPED } from "./filling-state.server";
import { isCurrent } from "./index-texts.server";
import type { SearchableText } from "./indexed-text";
import { listSearchable, readStemLanguage } from "./searchable-texts.server";

/** Checks that the index has what everyone may see, unless it is still being filled, and nothing else. */
export async function checkIndex(db: DatabaseClient): Promise<Inconsistency[]> {
  const state = await readFillingState(db);
  const found: Inconsistency[] = state === "stopped" ? [STOPPED] : [];
  for (const kind of SEARCH_KINDS) {
    if (state === "filled") found.push(...(await checkTexts(db, kind)));
    found.push(...(await checkEntries(db, kind)));
  }
  return [...found, ...(await checkWords(db))];
}

/** More in one batch are told together: after a restore, a million may be missing. */
const MAX_TOLD = 20;

/** Texts that are missing in the index, or have changed. */
async function checkTexts(db: DatabaseClient, kind: SearchKind): Promise<Inconsistency[]> {
  const around = await readStemLanguage(db);
  const following = kind === "comment" ? await listFollowing(db) : new Set<number>();
  const found: Inconsistency[] = [];
  for (let after: number | null = 0; after !== null; ) {
    const { texts, last } = await listSearchable(db, kind, { after, take: CHECK_BATCH }, around);
    const known = await listEntries(
      db,
      kind,
      texts.map(({ id }) => id),
    );
    const wrong = texts.filter((text) => {
      const entry = known.get(text.id);
      return !(entry && isCurrent(entry, text)) && !following.has(text.postId ?? 0);
    });
    found.push(...tell(kind, wrong, known));
    after = last;
  }
  return found;
}

function tell(kind: SearchKind, wrong: SearchableText[], known: ReadonlyMap<number, Entry>): Inconsistency[] {
  const again = (texts: SearchableText[]) => async (tx: Transaction) => {
    await removeEntries(
      tx.db,
      texts.flatMap(({ id }) => known.get(id)?.key ?? []),
    );
    tx.reindex(kind, ...texts.map(({ id }) => id));
  };
  if (wrong.length > MAX_TOLD) {
    const row = `${kind} ${wrong[0]?.id} and ${wrong.length - 1} more`;
    return [{ row, problem: "are missing or outdated in the index of the search", repair: again(wrong) }];
  }
  return wrong.map((text) => ({
    row: `${kind} ${text.id}`,
    problem: `is ${known.has(text.id) ? "outdated" : "missing"} in the index of the search`,
    repair: again([text]),
  }));
}

/** Entries of what nobody may see. */
async function checkEntries(db: DatabaseClient, kind: SearchKind): Promise<Inconsistency[]> {
  const around = await readStemLanguage(db);
  const found: Inconsistency[] = [];
  for (let after = 0; ; ) {
    const rows = await db.searchEntry.findMany({
      where: { kind: KINDS[kind], thingId: { gt: after } },
      orderBy: { thingId: "asc" },
      take: CHECK_BATCH,
      select: { key: true, thingId: true },
    });
    const ids = rows.map(({ thingId }) => thingId);
    const { texts } = await listSearchable(db, kind, ids, around);
    const seen = new Set(texts.map(({ id }) => id));
    for (const { key, thingId } of rows)
      if (!seen.has(thingId))
        found.push({
          row: `${kind} ${thingId}`,
          problem: "is in the index of the search though not everyone may see it",
          repair: (tx) => removeEntries(tx.db, [Number(key)]),
        });
    const last = ids.at(-1);
    if (last === undefined || ids.length < CHECK_BATCH) return found;
    after = last;
  }
}

interface Unpaired {
  key: bigint | number;
  kind: number | null;
  thingId: number | null;
}

/** Entries without words, and words without an entry. */
async function checkWords(db: DatabaseClient): Promise<Inconsistency[]> {
  const without = await db.$queryRaw<Unpaired[]>`
    SELECT "key", "kind", "thingId" FROM "SearchEntry"
    WHERE "key" NOT IN (SELECT "rowid" FROM "SearchText") ORDER BY "key" LIMIT ${CHECK_BATCH}`;
  const surplus = await db.$queryRaw<Unpaired[]>(Prisma.sql`
    SELECT "rowid" AS "key" FROM "SearchText"
    WHERE "rowid" NOT IN (SELECT "key" FROM "SearchEntry") ORDER BY "rowid" LIMIT ${CHECK_BATCH}`);
  const kindOf = (number: number | null) => SEARCH_KINDS.find((kind) => KINDS[kind] === number) ?? "post";
  return [
    ...without.map(({ key, kind, thingId }) => ({
      row: `${kindOf(kind)} ${thingId}`,
      problem: "has no words in the index of the search",
      repair: async (tx: Transaction) => {
        await removeEntries(tx.db, [Number(key)]);
        tx.reindex(kindOf(kind), Number(thingId));
      },
    })),
    ...surplus.map(({ key }) => ({
      row: `index of the search ${key}`,
      problem: "has words of nothing",
      repair: (tx: Transaction) => removeSurplus(tx.db, Number(key)),
    })),
  ];
}
