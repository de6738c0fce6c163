// Writers without an account: editors edit what is said of them.

import { createHash } from "node:crypto";
import type { RenderResult } from "~/markdown/rendered";
import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import { bioFields } from "../bio";
import { citedNameColumns, citedNameValues } from "../cited-name/cited-name";
import { named } from "../names/name-skeleton";
import type { GuestEditInput } from "../person.schema";
import { PEOPLE_KEY, personKey } from "../person.server";

export interface GuestWriter {
  id: number;
  values: GuestEditInput;
  /** A hash of the values, by which a form detects that they have changed in the meantime. */
  version: string;
  isMember: boolean;
}

/** A person who is present, with what an editor may edit if they have no account. */
export async function findGuestWriter(db: DatabaseClient, handle: string): Promise<GuestWriter | null> {
  const person = await db.person.findUnique({
    where: { handle, status: "present" },
    select: {
      ...{ id: true, name: true, site: true, orcid: true, bioSource: true },
      ...{ familyName: true, givenName: true },
      account: { select: { id: true } },
    },
  });
  if (!person) return null;
  const { id, name, site, orcid, bioSource, account } = person;
  const values = {
    ...{ name, ...citedNameValues(person), site: site ?? "", orcid: orcid ?? "", bio: bioSource },
  };
  const version = createHash("sha256").update(JSON.stringify(values)).digest("hex");
  return { id, values, version, isMember: account !== null };
}

/** Stores what an editor has written. A person of the sample blog is their editor's from then on. */
export async function writeGuestWriter(
  tx: Transaction,
  id: number,
  { name, site, orcid, bio, ...cited }: GuestEditInput,
  text: RenderResult,
): Promise<void> {
  const fields = {
    ...named(name),
    ...citedNameColumns(cited),
    site: site || null,
    orcid: orcid || null,
    sample: false,
    ...bioFields(bio, text),
  };
  await tx.db.person.update({ where: { id }, data: fields });
  tx.invalidate(personKey(id), PEOPLE_KEY);
}
