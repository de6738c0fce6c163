// The queue of moderators with ten thousand held comments.

import http from "node:http";
import { addAccount } from "~/accounts/account.server";
import { beginSession } from "~/accounts/session/session.server";
import { RENDER_VERSION } from "~/markdown/version";
import { openDatabase } from "~/platform/database/database.server";
import { kindOf } from "~/platform/database/kinds.server";
import { words } from "./corpus/prose";
import { createRandom } from "./corpus/random";
import { get } from "./get";
import type { LongtableServer } from "./servers";
import { type Spread, spreadOf } from "./spread";

const HELD = 10_000;
const WORDS = 60;
const WARM_UP = 30;
const REQUESTS = 300;

export interface QueueFigures extends Spread {
  p95: number;
  /** Milliseconds of processor time of one page, of all the server's threads. */
  cpuMs: number;
}

/** Opens the first page of the queue again and again, one request at a time. Throws if it doesn't have fifty comments. */
export async function measureQueue(server: LongtableServer): Promise<QueueFigures> {
  const cookie = await fillQueue(server.database);
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const open = async () => {
    const began = performance.now();
    const { status } = await get(`${server.address}/moderation`, agent, cookie);
    if (status !== 200) throw new Error(`The queue gave ${status}.`);
    return performance.now() - began;
  };
  for (let count = 0; count < WARM_UP; count++) await open();
  const times: number[] = [];
  const cpuBefore = server.cpuSeconds();
  while (times.length < REQUESTS) times.push(await open());
  const cpuMs = ((server.cpuSeconds() - cpuBefore) * 1000) / REQUESTS;
  agent.destroy();
  const p95 = times.sort((a, b) => a - b)[Math.floor(REQUESTS * 0.95)] ?? Number.NaN;
  return { ...spreadOf(times), p95, cpuMs };
}

/** Adds held comments, with what the spam filter thought of each, and a moderator. Returns the moderator's cookie. */
async function fillQueue(database: string): Promise<string> {
  const db = openDatabase(database);
  const random = createRandom(51);
  const posts = await db.post.findMany({ orderBy: { id: "asc" }, take: 200, select: { id: true } });
  const last = await db.comment.findFirst({ orderBy: { id: "desc" }, select: { id: true } });
  const first = (last?.id ?? 0) + 1;
  const rows = Array.from({ length: HELD }, (_, index) => {
    const source = `${words(random, WORDS)}.`;
    return {
      ...{ id: first + index, postId: posts[index % posts.length]?.id, status: "held", heldFor: "suspected" },
      ...{ guestName: `Guest ${index}`, guestEmail: `held-${index}@example.org` },
      ...{ source, html: `<p>${source}</p>\n`, excerpt: source, renderVersion: RENDER_VERSION },
      createdAt: new Date(Date.UTC(2026, 0, 1) + index * 60_000),
    };
  });
  const seen = Array.from({ length: 6 }, (_, index) => ({ token: `word${index}`, spam: 9, ham: 1 }));
  const evidence = JSON.stringify({ seen });
  const writer = await kindOf(database).createRowWriter(database);
  await writer.insert({ name: "Comment" }, rows);
  await writer.insert(
    { name: "SpamVerdict" },
    rows.map(({ id }) => ({ commentId: id, score: 0.93, evidence })),
  );
  await writer.close();
  const account = { email: "queue@example.org", name: "queue", handle: "queue", role: "editor" as const };
  const added = await db.write((tx) => addAccount(tx, { ...account, passwordHash: null }, new Date()));
  if (!added.ok) throw new Error(`Nobody joined: ${added.reason}`);
  const device = { device: "A benchmark", address: "192.0.2.1" };
  const secret = await beginSession(db, added.accountId, device, new Date());
  await db.close();
  return `session=${secret}`;
}
