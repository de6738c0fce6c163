// The fictional people of the sample blog.

import type { DatabaseClient, Prisma, Transaction } from "~/platform/database/database.server";
import { PEOPLE_KEY, personKey } from "../person.server";

/** A person with an account is real, and one with other posts or comments is needed there. */
const isFree = {
  account: null,
  bylines: { none: { post: { sample: false } } },
  comments: { none: { post: { sample: false } } },
  submitted: { none: { sample: false } },
} satisfies Prisma.PersonWhereInput;

const fields = { id: true, handle: true, name: true } as const;
export interface NamedPerson {
  id: number;
  handle: string;
  name: string;
}

/** The people to delete with the sample blog, and those who stay. */
export async function listSamplePeople(
  db: DatabaseClient,
): Promise<{ going: NamedPerson[]; staying: NamedPerson[] }> {
  const rows = { orderBy: { id: "asc" }, select: fields } as const;
  const [going, all] = [
    await db.person.findMany({ where: { sample: true, ...isFree }, ...rows }),
    await db.person.findMany({ where: { sample: true }, ...rows }),
  ];
  return { going, staying: all.filter(({ id }) => !going.some((person) => person.id === id)) };
}

/** Whether anybody with one of these ids is marked as sample. */
export const isAnySamplePerson = async (db: DatabaseClient, ids: number[]): Promise<boolean> =>
  (await db.person.count({ where: { id: { in: ids }, sample: true } })) > 0;

/** Deletes those of the given people who are still marked as sample and unused elsewhere. Returns the number
 *  deleted. */
export async function removeSamplePeople(tx: Transaction, ids: number[]): Promise<number> {
  const where = { id: { in: ids }, sample: true, ...isFree };
  const gone = await tx.db.person.findMany({ where, select: { id: true } });
  await tx.db.person.deleteMany({ where: { id: { in: gone.map(({ id }) => id) } } });
  tx.invalidate(...gone.map(({ id }) => personKey(id)), PEOPLE_KEY);
  return gone.length;
}

/** Whether anyone was imported under an origin with this prefix. */
export const hasPeopleFrom = async (db: DatabaseClient, prefix: string): Promise<boolean> =>
  (await db.person.findFirst({ where: { origin: { startsWith: prefix } }, select: { id: true } })) !== null;

/** People with one of these handles and an origin with this prefix who are not marked as sample. */
export const listUnmarkedPeople = (db: DatabaseClient, handles: string[], prefix: string) =>
  db.person.findMany({
    where: { handle: { in: handles }, sample: false, origin: { startsWith: prefix } },
    select: { id: true, handle: true, name: true, bioSource: true },
  });

export async function markSamplePeople(tx: Transaction, ids: number[]): Promise<void> {
  await tx.db.person.updateMany({ where: { id: { in: ids } }, data: { sample: true } });
  tx.invalidate(...ids.map(personKey));
}
