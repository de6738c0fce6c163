import { createHash } from "node:crypto";
import type { RefusalReason } from "~/markdown/limits";
import { throwPassing } from "~/markdown/refusal";
import type { RenderMarkdown } from "~/markdown/rendered";
import type { Database, DatabaseClient, Transaction } from "~/platform/database/database.server";
import { BIO, bioFields } from "./bio";
import { skeletonOf } from "./handle";
import { FORMER_MEMBER, isPresent } from "./person";
import type { PersonInput, ProfileInput } from "./person.schema";
import { countRenamingsLeft, noteRenaming, type RenamingRefusal } from "./renaming.server";

/** Who somebody is: their name, wherever it stands. */
export const personKey = (id: number) => `person:${id}`;
/** Which posts they signed. */
export const bylinesKey = (id: number) => `signed:${id}`;
/** Which comments are theirs, and what these say. */
export const commentsByPersonKey = (id: number) => `said:${id}`;
export const PEOPLE_KEY = "people";

/** Somebody as their page shows them, and whether they have one: nothing of how they come in. */
export async function findPersonByHandle(db: DatabaseClient, handle: string) {
  const person = await db.person.findUnique({
    where: { handle },
    select: {
      ...{ id: true, handle: true, name: true, bioHtml: true, site: true, status: true, createdAt: true },
      account: { select: { createdAt: true } },
    },
  });
  if (!person) return null;
  const { account, ...rest } = person;
  return { ...rest, memberSince: account?.createdAt ?? null };
}

export type PersonView = NonNullable<Awaited<ReturnType<typeof findPersonByHandle>>>;

/** The ids of people by their handles; a handle that nobody has is absent. */
export async function findPersonIds(db: DatabaseClient, handles: string[]): Promise<Map<string, number>> {
  const people = await db.person.findMany({
    where: { handle: { in: handles } },
    select: { id: true, handle: true },
  });
  return new Map(people.map((person) => [person.handle, person.id]));
}

/** The handles that people have now, for those that they once had; others are absent. */
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

/** A person as they are, for whoever decides whether a file may change that. */
export interface KnownPerson {
  name: string;
  bio: string;
  origin: string | null;
  /** Whether they sign in, and so look after their own profile. */
  isMember: boolean;
}

/**
 * Makes a person's page, or brings it up to date: the handle says whose, also one that they had before. Gives the id. `mayChange` is asked, in the transaction, of
 * a person who is there already; where it says no, they stay as they are.
 * Throws where the bio can't be rendered just now.
 */
export async function upsertPerson(
  { db, render }: { db: Database; render: RenderMarkdown },
  input: PersonInput,
  now: Date,
  mayChange: (person: KnownPerson) => boolean = () => true,
): Promise<number> {
  const bio = await render(input.bio, BIO);
  throwPassing(bio);
  const fields = { name: input.name, ...bioFields(input.bio, bio) };
  const mark = { ...(input.origin !== undefined && { origin: input.origin }), sample: input.sample ?? false };
  return db.write(async (tx) => {
    const handle = (await findCurrentHandles(tx.db, [input.handle])).get(input.handle) ?? input.handle;
    const before = await tx.db.person.findUnique({ where: { handle }, select: knownFields });
    if (before && !mayChange(toKnown(before))) return before.id;
    const person = await tx.db.person.upsert({
      where: { handle },
      create: { ...fields, ...mark, handle, shape: skeletonOf(handle), createdAt: now },
      update: { ...fields, ...mark },
      select: { id: true },
    });
    tx.invalidate(personKey(person.id), PEOPLE_KEY);
    return person.id;
  });
}

const knownFields = {
  ...{ id: true, name: true, bioSource: true, origin: true },
  account: { select: { id: true } },
} as const;

const toKnown = (row: Omit<KnownPerson, "bio" | "isMember"> & { bioSource: string; account: unknown }) => ({
  ...{ name: row.name, bio: row.bioSource, origin: row.origin },
  isMember: row.account !== null,
});

/** What somebody says of themselves, as they typed it. */
export async function getProfile(db: DatabaseClient, id: number): Promise<ProfileInput> {
  const { name, handle, site, bioSource } = await db.person.findUniqueOrThrow({ where: { id } });
  return { name, handle, site: site ?? "", bio: bioSource };
}

/** Whether a handle is or was somebody's, or looks as if it were; `but` is a person whose own it may be. */
export async function isHandleTaken(db: DatabaseClient, handle: string, but?: number): Promise<boolean> {
  const shape = skeletonOf(handle);
  const others = (id: "id" | "personId") => ({
    where: { shape: { in: [shape, veil(shape)] }, ...(but !== undefined && { [id]: { not: but } }) },
  });
  return (await db.person.count(others("id"))) > 0 || (await db.formerHandle.count(others("personId"))) > 0;
}

/** The handle that somebody has now, for one that they once had. */
export async function findMovedHandle(db: DatabaseClient, former: string): Promise<string | null> {
  const row = await db.formerHandle.findUnique({
    where: { handle: former },
    select: { person: { select: { handle: true, status: true } } },
  });
  return row && isPresent(row.person) ? row.person.handle : null;
}

/** Changes what somebody says of themselves, wherever it stands. A handle can be changed so often (renaming.server.ts). */
export async function editProfile(
  { db, render }: { db: Database; render: RenderMarkdown },
  id: number,
  { name, handle, site, bio }: ProfileInput,
  now: Date,
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
      data: { site: site || null, ...bioFields(bio, text) },
    });
    return { ok: true } as const;
  });
}

/** Gives somebody another name or handle; the handle that they had leads to them from now on. */
export async function renamePerson(
  tx: Transaction,
  id: number,
  { name, handle }: { name: string; handle: string },
): Promise<{ ok: true } | { ok: false; reason: "account.handle-taken" }> {
  const before = await tx.db.person.findUniqueOrThrow({ where: { id }, select: { handle: true } });
  if (handle !== before.handle) {
    if (await isHandleTaken(tx.db, handle, id)) return { ok: false, reason: "account.handle-taken" };
    // One that is theirs again leads nowhere else.
    await tx.db.formerHandle.deleteMany({ where: { handle } });
    const former = { handle: before.handle, shape: skeletonOf(before.handle), personId: id };
    await tx.db.formerHandle.create({ data: former });
  }
  await tx.db.person.update({ where: { id }, data: { name, handle, shape: skeletonOf(handle) } });
  tx.invalidate(personKey(id), PEOPLE_KEY);
  return { ok: true };
}

/** Makes a person of somebody who comes with an account. Gives the id. Throws where the handle is taken: that is looked at before. */
export async function createPerson(
  tx: Pick<Transaction, "db">,
  named: { handle: string; name: string },
  now: Date,
): Promise<number> {
  const data = { ...named, shape: skeletonOf(named.handle), createdAt: now };
  return (await tx.db.person.create({ data, select: { id: true } })).id;
}

/** Somebody whom bylines name, and whether they have an account; null where nobody present has this handle. */
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

/** The names of people; an id that nobody has is absent. */
export const findNames = (db: DatabaseClient, ids: number[]) =>
  db.person.findMany({ where: { id: { in: ids } }, select: { id: true, handle: true, name: true } });

export const findPersonById = (db: DatabaseClient, id: number) => db.person.findUnique({ where: { id } });

/** A handle that is kept from others without being kept: nobody is to speak under a name that old links lead to. */
const veil = (handle: string) => `${VEILED}${createHash("sha256").update(handle).digest("base64url")}`;
const VEILED = "gone:";
export const isHashedHandle = (handle: string): boolean => handle.startsWith(VEILED);

/** Whether a handle was that of somebody who has left. */
export const isHandleOfFormer = async (db: DatabaseClient, handle: string): Promise<boolean> =>
  (await db.formerHandle.findUnique({ where: { handle: veil(handle) }, select: { handle: true } })) !== null;

/** Takes away all that says who a person was. What they leave is by a former member, whose page is gone. */
export async function anonymisePerson(tx: Transaction, id: number): Promise<void> {
  const person = await tx.db.person.findUniqueOrThrow({
    where: { id },
    select: { handle: true, formerHandles: { select: { handle: true } } },
  });
  const handles = [person, ...person.formerHandles].map(({ handle }) => handle);
  await tx.db.formerHandle.deleteMany({ where: { personId: id } });
  await tx.db.renaming.deleteMany({ where: { personId: id } });
  await tx.db.formerHandle.createMany({
    data: handles.map((handle) => ({ handle: veil(handle), shape: veil(skeletonOf(handle)), personId: id })),
  });
  const handle = `former-${id}`;
  await tx.db.person.update({
    where: { id },
    data: {
      ...{ handle, shape: skeletonOf(handle), name: FORMER_MEMBER, status: "gone" },
      ...{ bioSource: "", bioHtml: "", site: null, origin: null },
    },
  });
  tx.invalidate(personKey(id), bylinesKey(id), PEOPLE_KEY);
}
