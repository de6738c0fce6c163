// The stored places of maps. They are derived: a map that has none is laid out.

import { z } from "zod";
import type { Database, DatabaseClient, Transaction } from "~/platform/database/database.server";
import { defineJob } from "~/platform/jobs/job";
import { ensureBy } from "~/platform/jobs/jobs.server";
import { layOut } from "./layout";
import type { MapContents, MapKey, Place } from "./map";
import { digestOf, readContents } from "./map-contents.server";

/** Cache tag of a map's places. */
export const mapKey = (key: MapKey) => `map:${key}`;

/** Several posts published at once are laid out together. */
const REST_MS = 5_000;
/** A map that nobody has looked at since it was laid out costs nothing to forget. */
export const KEEP_MAPS_DAYS = 90;

export interface PostMap extends MapContents {
  /** Of the posts that have one. */
  places: Map<number, Place>;
  /** Whether every post has its place. If not, it will soon. */
  isLaidOut: boolean;
}

/** A map as it can be drawn now. If it has changed, it is laid out soon. */
export async function readMap(db: Database, key: MapKey, now: Date): Promise<PostMap> {
  const contents = await readContents(db, key);
  const row = await findRow(db, key);
  const isLaidOut = contents.posts.length === 0 || row?.digest === digestOf(contents);
  if (!isLaidOut) await db.write((tx) => layOutSoon(tx, key, row ? REST_MS : 0, now));
  return { ...contents, places: placesOf(row), isLaidOut };
}

const layOutSoon = (tx: Transaction, key: MapKey, restMs: number, now: Date) =>
  ensureBy(
    tx,
    layOutMapJob,
    { key },
    { at: new Date(now.getTime() + restMs), key: `lay-out-map:${key}`, now },
  );

const findRow = (db: DatabaseClient, key: MapKey) => db.postMap.findUnique({ where: { key } });

const placesOf = (row: { places: string } | null): Map<number, Place> =>
  new Map(
    (JSON.parse(row?.places ?? "[]") as [number, number, number][]).map(([id, x, y]) => [id, { x, y }]),
  );

export const layOutMapJob = defineJob({
  kind: "lay-out-map",
  queue: "rendering",
  payload: z.object({ key: z.custom<MapKey>((key) => /^(newest|(tag|series):\d+)$/.test(String(key))) }),
  describe: ({ key }) => key,
  async run({ db }: { db: Database }, { key }, now): Promise<void> {
    const contents = await readContents(db, key);
    const laidOut = await layOut(contents, placesOf(await findRow(db, key)));
    const places = JSON.stringify([...laidOut].map(([id, { x, y }]) => [id, x, y]));
    const data = { places, digest: digestOf(contents), laidOutAt: now };
    await db.write(async (tx) => {
      await tx.db.postMap.upsert({ where: { key }, create: { key, ...data }, update: data });
      tx.invalidate(mapKey(key));
    });
  },
});

export const pruneMapsJob = defineJob({
  kind: "prune-maps",
  queue: "rendering",
  payload: z.object({}),
  async run({ db }: { db: Database }, _payload, now): Promise<void> {
    const since = new Date(now.getTime() - KEEP_MAPS_DAYS * 86_400_000);
    await db.postMap.deleteMany({ where: { laidOutAt: { lt: since } } });
  },
});
