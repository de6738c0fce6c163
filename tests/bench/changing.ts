// A post's page after each change of its discussion: the first reader after a comment waits for all that the caches had forgotten.

import http from "node:http";
import { openDatabase } from "~/platform/database/database.server";
import { postKey } from "~/posts/post.server";
import { get } from "./get";
import type { Page, Pages } from "./pages";
import type { Pace } from "./reading";
import type { LongtableServer } from "./servers";
import { type Spread, spreadOf } from "./spread";

export interface ChangedFigures extends Spread {
  page: Page;
  /** Milliseconds of processor time of a request. */
  cpuMs: number;
}

/** One request at a time, each after a commit with the cache tag of a comment on the post. The commit is made by this process, as by another of
 *  several, and isn't counted. */
export async function measureChanging(
  server: LongtableServer,
  { few, full, huge }: Pages,
  pace: Pace,
): Promise<ChangedFigures[]> {
  const db = openDatabase(server.database);
  const agent = new http.Agent({ keepAlive: true });
  const figures: ChangedFigures[] = [];
  try {
    for (const page of [few, full, huge]) {
      const { id } = await db.post.findFirstOrThrow({ where: { slug: page.path.split("/").at(-1) ?? "" } });
      const times: number[] = [];
      const read = async (seconds: number) => {
        times.length = 0;
        const cpu = server.cpuSeconds();
        const end = performance.now() + seconds * 1_000;
        while (performance.now() < end) {
          await db.write(async (tx) => tx.invalidate(postKey(id)));
          const began = performance.now();
          const { status } = await get(server.address + page.path, agent);
          times.push(performance.now() - began);
          if (status !== 200) throw new Error(`${page.path} gave ${status}.`);
        }
        return ((server.cpuSeconds() - cpu) * 1_000) / times.length;
      };
      await read(2 * pace.warmUp);
      const cpuMs = await read(2 * pace.seconds);
      figures.push({ page, cpuMs, ...spreadOf(times) });
    }
    return figures;
  } finally {
    agent.destroy();
    await db.close();
  }
}
