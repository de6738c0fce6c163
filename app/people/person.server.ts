import { createHash } from "node:crypto";
import type { RefusalReason } from "~/markdown/limits";
import type { RenderMarkdown } from "~/markdown/rendered";
import type { Database, DatabaseClient, Transaction } from "~/platform/database/database.server";
import { findRow } from "~/platform/database/rows/row-statements.server";
import { BIO, bioFields } from "./bio";
import { citedNameColumns, citedNameValues } from "./cited-name/cited-name";
import { skeletonOf } from "./names/handle";
import { named } from "./names/name-skeleton";
import { countRenamingsLeft, noteRenaming, type RenamingRefusal } from "./names/renaming.server";
import { FORMER_MEMBER, isPresent } from "./person";
import type { ProfileInput } from "./person.schema";

/** Cache tag of a person's name, wherever it appears. */
export const personKey = (id: number) => `person:${id}`;
/** Cache tag of the list of posts by a person. */
export const bylinesKey = (id: number) => `signed:${id}`;
/** Cache tag of the comments by a person. */
export const commentsByPersonKey = (id: number) => `said:${id}`;
export const PEOPLE_KEY = "people";

/** A person's public profile, and whether they have an account. Includes nothing about how they sign in. */
export async function findPersonByHandle(db: DatabaseClient, handle: string) {
  const person = await db.person.findUnique({
    where: { handle },
    select: {
      ...{ id: true, handle: true, name: true, bioHtml: true, site: true, orcid: true, status: true },
      createdAt: true,
      account: { select: { createdAt: true } },
    },
  });
  if (!person) return null;
  const { account, ...rest } = person;
  return { ...rest, memberSince: account?.createdAt ?? null };
}

export type PersonView = NonNullable<Awaited<ReturnType<typeof findPersonByHandle>>>;

/** Ids of people by handle; unknown handles are missing. */
export async function findPersonIds(db: DatabaseClient, handles: string[]): Promise<Map<string, number>> {
  const people = await db.person.findMany({
    where: { handle: { in: handles } },
    select: { id: true, handle: true },
  });
  return new Map(people.map((person) => [person.handle, person.id]));
}

/** Names of people by handle, for bylines; unknown handles are missing. */
export const listPeopleByHandle = (db: DatabaseClient, handles: string[]) =>
  db.person.findMany({
    where: { handle: { in: handles } },
    select: { id: true, handle: true, name: true, status: true, familyName: true, givenName: true },
  });

/** People suggested while somebody types a name. */
const PEOPLE_FOUND = 8;

/** People whose handle or name contains a query, by name. */
export function findPeopleByName(db: DatabaseClient, query: string) {
  // The characters that LIKE gives a meaning.
  const word = query.replace(/[%_\\]/g, "").trim();
  if (!word) return Promise.resolve([]);
  const lower = word.toLowerCase();
  // SQLite's LIKE ignores the case of Latin letters; PostgreSQL's doesn't.
  const spellings = [word, lower, lower.charAt(0).toUpperCase() + lower.slice(1)];
  return db.person.findMany({
    where: {
      status: "present",
      OR: [{ handle: { contains: lower } }, ...spellings.map((name) => ({ name: { contains: name } }))],
    },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: PEOPLE_FOUND,
    select: { handle: true, name: true },
  });
}

/** Current handles by former handle; unknown ones are missing. */
export async function findCurrentHandles(
  db: DatabaseClient,
  handles: string[],
): Promise<Map<string, string>> {
  const rows = await db.formerHandle.findMany({
    where: { handle: { in: handles } },
    select: { handle: true, person: { select: { handle: true } } },
  });
  return new Map(rows.map((row) => [row.handle, row.person.handle]));
}

/** A person's profile as typed. */
export async function getProfile(db: DatabaseClient, id: number): Promise<ProfileInput> {
  const person = await db.person.findUniqueOrThrow({ where: { id } });
  const { name, handle, site, orcid, bioSource } = person;
  return { name, handle, ...citedNameValues(person), site: site ?? "", orcid: orcid ?? "", bio: bioSource };
}

/** Whether a handle, or one that looks like it, is or was someone's. `but` is a person whose own handles
 *  don't count. */
export async function isHandleTaken(db: DatabaseClient, handle: string, but?: number): Promise<boolean> {
  const skeleton = skeletonOf(handle);
  const others = (id: "id" | "personId") => ({
    where: {
      skeleton: { in: [skeleton, hashHandle(skeleton)] },
      ...(but !== undefined && { [id]: { not: but } }),
    },
  });
  return (await db.person.count(others("id"))) > 0 || (await db.formerHandle.count(others("personId"))) > 0;
}

/** The current handle for a former one; null if there is none. */
export async function findMovedHandle(db: DatabaseClient, former: string): Promise<string | null> {
  const row = await db.formerHandle.findUnique({
    where: { handle: former },
    select: { person: { select: { handle: true, status: true } } },
  });
  return row && isPresent(row.person) ? row.person.handle : null;
}

/** Changes a profile. Refuses a bio that can't be rendered, a handle that is taken, and a further change of
 *  handle beyond the limit (renaming.server.ts). */
export async function editProfile(
  { db, render }: { db: Database; render: RenderMarkdown },
  id: number,
  { name, handle, site, orcid, bio, ...cited }: ProfileInput,
  now: Date,
  /** Called last in the transaction. */
  stored: (tx: Transaction) => Promise<void> = async () => {},
): Promise<{ ok: true } | { ok: false; reason: RefusalReason | "account.handle-taken" } | RenamingRefusal> {
  const text = await render(bio, BIO);
  if (!text.ok) return text;
  return db.write(async (tx) => {
    const before = await tx.db.person.findUniqueOrThrow({ where: { id }, select: { handle: true } });
    const isRenaming = handle !== before.handle;
    const { left, until } = await countRenamingsLeft(tx.db, id, now);
    if (isRenaming && left === 0) return { ok: false, reason: "person.renamed-often", until } as const;
    const renamed = await renamePerson(tx, id, { name, handle });
    if (!renamed.ok) return renamed;
    if (isRenaming) await noteRenaming(tx, id, now);
    await tx.db.person.update({
      where: { id },
      data: {
        ...citedNameColumns(cited),
        ...{ site: site || null, orcid: orcid || null, ...bioFields(bio, text) },
      },
    });
    await stored(tx);
    return { ok: true } as const;
  });
}

/** Changes a person's name or handle. The previous handle redirects to the new one from then on. */
export async function renamePerson(
  tx: Transaction,
  id: number,
  { name, handle }: { name: string; handle: string },
): Promise<{ ok: true } | { ok: false; reason: "account.handle-taken" }> {
  const before = await tx.db.person.findUniqueOrThrow({ where: { id }, select: { handle: true } });
  if (handle !== before.handle) {
    if (await isHandleTaken(tx.db, handle, id)) return { ok: false, reason: "account.handle-taken" };
    // A person's own former handle is in use again, so it no longer redirects.
    await tx.db.formerHandle.deleteMany({ where: { handle } });
    const former = { handle: before.handle, skeleton: skeletonOf(before.handle), personId: id };
    await tx.db.formerHandle.create({ data: former });
  }
  await tx.db.person.update({
    where: { id },
    data: { ...named(name), handle, skeleton: skeletonOf(handle) },
  });
  tx.invalidate(personKey(id), PEOPLE_KEY);
  return { ok: true };
}

/** Creates a person for a new account, or a writer without one. Returns the id. Throws if the handle is taken, so callers check
 *  first. */
export async function createPerson(
  tx: Pick<Transaction, "db">,
  person: { handle: string; name: string; site?: string | null; orcid?: string | null } & Partial<
    ReturnType<typeof bioFields> & ReturnType<typeof citedNameColumns>
  >,
  now: Date,
): Promise<number> {
  const data = {
    ...person,
    ...named(person.name),
    ...{ skeleton: skeletonOf(person.handle), createdAt: now },
  };
  return (await tx.db.person.create({ data, select: { id: true } })).id;
}

/** A person named in bylines, and whether they have an account; null if nobody present has this handle. */
export async function findNamedPerson(
  db: DatabaseClient,
  handle: string,
): Promise<{ id: number; isMember: boolean } | null> {
  const person = await db.person.findUnique({
    where: { handle, status: "present" },
    select: { id: true, account: { select: { id: true } } },
  });
  return person && { id: person.id, isMember: person.account !== null };
}

/** A person without an account who has this name. */
export const findUnclaimedByName = (db: DatabaseClient, name: string) =>
  db.person.findFirst({
    where: { name, status: "present", account: null },
    orderBy: { id: "asc" },
    select: { handle: true },
  });

/** The introductions of people who are present and have one, by id. */
export async function findIntroductions(db: DatabaseClient, ids: number[]): Promise<Map<number, string>> {
  const rows = await db.person.findMany({
    where: { id: { in: ids }, status: "present", bioHtml: { not: "" } },
    select: { id: true, bioHtml: true },
  });
  return new Map(rows.map(({ id, bioHtml }) => [id, bioHtml]));
}

/** The names of a person whose account it is. */
export const findNames = (db: DatabaseClient, id: number) =>
  findRow(db, "Person", { id: true, handle: true, name: true }, { id });

export const findPersonById = (db: DatabaseClient, id: number) => db.person.findUnique({ where: { id } });

/** Hashes the handle of a deleted person: nobody may take it, since old links lead to it, but it is not
 *  stored in clear. */
const hashHandle = (handle: string) =>
  `${HASHED_PREFIX}${createHash("sha256").update(handle).digest("base64url")}`;
const HASHED_PREFIX = "gone:";
export const isHashedHandle = (handle: string): boolean => handle.startsWith(HASHED_PREFIX);

/** Whether a handle belonged to a deleted person. */
export const isHandleOfFormer = async (db: DatabaseClient, handle: string): Promise<boolean> =>
  (await db.formerHandle.findUnique({ where: { handle: hashHandle(handle) }, select: { handle: true } })) !==
  null;

/** Removes everything that identifies a person. Their posts and comments remain as those of a former member
 *  without a profile. */
export async function anonymisePerson(tx: Transaction, id: number): Promise<void> {
  const person = await tx.db.person.findUniqueOrThrow({
    where: { id },
    select: { handle: true, formerHandles: { select: { handle: true } } },
  });
  const handles = [person, ...person.formerHandles].map(({ handle }) => handle);
  await tx.db.formerHandle.deleteMany({ where: { personId: id } });
  await tx.db.renaming.deleteMany({ where: { personId: id } });
  await tx.db.formerHandle.createMany({
    data: handles.map((handle) => ({
      handle: hashHandle(handle),
      skeleton: hashHandle(skeletonOf(handle)),
      personId: id,
    })),
  });
  const handle = `former-${id}`;
  await tx.db.person.update({
    where: { id },
    data: {
      ...{ handle, skeleton: skeletonOf(handle), ...named(FORMER_MEMBER), status: "gone" },
      ...{ bioSource: "", bioHtml: "", site: null, orcid: null, origin: null },
      ...{ familyName: null, givenName: null },
    },
  });
  tx.invalidate(personKey(id), bylinesKey(id), PEOPLE_KEY);
}
