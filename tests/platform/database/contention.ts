import { setImmediate as breathe } from "node:timers/promises";
import type { Database } from "~/platform/database/database.server";

export interface Contention {
  /** Handles of rows whose transactions were acknowledged. */
  kept: string[];
}

/** Starts many transactions at once. Each increments the counter between two inserts of its own, and yields
 *  to the others between its steps. Every third one throws. */
export async function contend(
  db: Database,
  { name, transactions }: { name: string; transactions: number },
): Promise<Contention> {
  const kept: string[] = [];
  const row = (handle: string) => ({ data: { handle, name, createdAt: new Date(0) } });
  const work = Array.from({ length: transactions }, async (_, number) => {
    const handles = [`${name}-${number}-before`, `${name}-${number}-after`];
    try {
      await db.write(async (tx) => {
        await tx.db.person.create(row(handles[0] ?? ""));
        const count = await countOf(tx.db);
        await breathe();
        await setCount(tx.db, count + 1);
        await tx.db.person.create(row(handles[1] ?? ""));
        if (number % 3 === 0) throw new Undone();
      });
      kept.push(...handles);
    } catch (error) {
      if (!(error instanceof Undone)) throw error;
    }
    await db.person.count();
  });
  await Promise.all(work);
  return { kept };
}

class Undone extends Error {}

export async function countOf(db: Pick<Database, "person">): Promise<number> {
  return Number((await db.person.findUnique({ where: { handle: "counter" } }))?.name ?? 0);
}

const setCount = (db: Pick<Database, "person">, count: number) =>
  db.person.upsert({
    where: { handle: "counter" },
    create: { handle: "counter", name: String(count), createdAt: new Date(0) },
    update: { name: String(count) },
  });
