import { setImmediate as passTurn } from "node:timers/promises";
import { DRAFTS_LISTED } from "~/drafts/draft.server";
import { readDraftTexts } from "~/drafts/draft-texts.server";
import type { DatabaseClient } from "~/platform/database/database.server";
import { findIn, readWanted } from "~/search/finding/texts-with";
import type { Piece } from "~/search/search";
import { stemLanguageOf } from "~/search/words/stems";
import { readSite } from "~/site/site.server";

/** Read of all drafts together, the last saved first: ten novels. Others have their turn after each draft. */
const MAX_READ_CHARS = 5_000_000;

export interface FoundDrafts {
  /** By the ids of the drafts. */
  found: Map<number, { title: Piece[]; snippet: Piece[] }>;
  /** Whether older drafts weren't looked at. */
  isCut: boolean;
}

/** Drafts that a person's page of drafts lists, with the words of a query. They are read, since an index of what only few may see would have to
 *  be kept from everyone else. */
export async function searchDrafts(
  db: DatabaseClient,
  typed: string,
  personId: number,
  options: { withSubmitted: boolean },
): Promise<FoundDrafts> {
  const found: FoundDrafts["found"] = new Map();
  const wanted = readWanted(typed);
  if (!wanted) return { found, isCut: false };
  const around = stemLanguageOf((await readSite(db)).language);
  let chars = 0;
  for await (const draft of readDraftTexts(db, personId, options)) {
    chars += draft.title.length + draft.text.length;
    if (chars > MAX_READ_CHARS || found.size >= DRAFTS_LISTED) return { found, isCut: true };
    const matches = findIn(draft, wanted, around);
    if (matches) found.set(draft.id, matches);
    await passTurn();
  }
  return { found, isCut: false };
}
