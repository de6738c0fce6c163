// Creates or updates a person as a content file has them.

import { throwPassing } from "~/markdown/refusal";
import type { RenderMarkdown } from "~/markdown/rendered";
import type { Database, Prisma, Transaction } from "~/platform/database/database.server";
import { hashImported, type ImportState, importStateOf } from "~/platform/imported-hash";
import { BIO, bioFields } from "../bio";
import { citedNameColumns, citedNameValues, type NamedForCiting } from "../cited-name/cited-name";
import { skeletonOf } from "../names/handle";
import { named } from "../names/name-skeleton";
import type { PersonInput } from "../person.schema";
import { findCurrentHandles, PEOPLE_KEY, personKey } from "../person.server";

/** A person as stored; an import decides by it whether a file may change the person. */
export interface KnownPerson {
  name: string;
  bio: string;
  site: string;
  orcid: string;
  familyName: string;
  givenName: string;
  quotable: boolean;
  origin: string | null;
  state: ImportState;
  /** Whether they have an account, and so edit their own profile. */
  isMember: boolean;
}

/** Creates a person, or updates the one with this current or former handle. Returns the id. `mayChange` is
 *  called in the transaction if the person exists; if it returns false, nothing changes. `stored` is called last in it. Throws if the
 *  renderer is busy. */
export async function upsertPerson(
  { db, render }: { db: Database; render: RenderMarkdown },
  input: PersonInput,
  now: Date,
  mayChange: (person: KnownPerson) => boolean = () => true,
  stored?: (tx: Transaction, id: number) => Promise<void>,
): Promise<number> {
  const bio = await render(input.bio, BIO);
  throwPassing(bio);
  const fields = {
    ...{ ...named(input.name), orcid: input.orcid ?? null, ...bioFields(input.bio, bio) },
    ...{ ...citedNameColumns(input), quotable: input.quotable ?? true },
    ...(input.site !== undefined && { site: input.site || null }),
  };
  const mark = { ...(input.origin !== undefined && { origin: input.origin }), sample: input.sample ?? false };
  return db.write(async (tx) => {
    const handle = (await findCurrentHandles(tx.db, [input.handle])).get(input.handle) ?? input.handle;
    const before = await tx.db.person.findUnique({ where: { handle }, select: knownFields });
    if (before && !mayChange(toKnown(before))) return before.id;
    const after = { site: before?.site ?? null, ...fields };
    const hash = input.origin === undefined ? {} : { importedHash: hashOf(after) };
    const person = await tx.db.person.upsert({
      where: { handle },
      create: { ...fields, ...mark, ...hash, handle, skeleton: skeletonOf(handle), createdAt: now },
      update: { ...fields, ...mark, ...hash },
      select: { id: true },
    });
    tx.invalidate(personKey(person.id), PEOPLE_KEY);
    await stored?.(tx, person.id);
    return person.id;
  });
}

const knownFields = {
  ...{ id: true, name: true, bioSource: true, site: true, orcid: true, origin: true, importedHash: true },
  ...{ familyName: true, givenName: true, quotable: true },
  account: { select: { id: true } },
} as const;

const toKnown = (row: Prisma.PersonGetPayload<{ select: typeof knownFields }>): KnownPerson => ({
  ...{ name: row.name, bio: row.bioSource, site: row.site ?? "", orcid: row.orcid ?? "", origin: row.origin },
  ...{ ...citedNameValues(row), quotable: row.quotable },
  ...{ state: importStateOf(row.importedHash, hashOf(row)), isMember: row.account !== null },
});

interface Stored extends NamedForCiting {
  bioSource: string;
  site: string | null;
  orcid: string | null;
  quotable: boolean;
}

/** Of what an import stores of a person. Without a name for citing, and quotable, it is as before there were any, so that nobody seems edited. */
const hashOf = ({ name, bioSource, site, orcid, familyName, givenName, quotable }: Stored) =>
  hashImported(
    ...[name, bioSource, site ?? "", orcid ?? ""],
    ...(familyName === null ? [] : [familyName, givenName ?? ""]),
    ...(quotable ? [] : ["quotable: false"]),
  );
