// Writing in the editor: what a save and a preview cost, and fifty people who write at once.

import { randomUUID } from "node:crypto";
import { once } from "node:events";
import http, { type IncomingMessage } from "node:http";
import { text as readText } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { addAccount } from "~/accounts/account.server";
import { beginSession } from "~/accounts/session/session.server";
import { openDatabase } from "~/platform/database/database.server";
import { createRandom } from "./corpus/random";
import { writePost } from "./corpus/texts";
import { measureFirstVisit } from "./first-visit";
import { readNowAndThen } from "./now-and-then";
import type { Pages } from "./pages";
import type { Pace } from "./reading";
import type { LongtableServer } from "./servers";
import { type Spread, spreadOf } from "./spread";

const WRITERS = 50;
const WORDS = 1_500;
/** The editor saves two seconds after the last key, and at most ten seconds apart. Nobody rests as regularly as this. */
const SAVE_EVERY_MS = 3_000;
const SINGLE_SAVES = 150;
const SINGLE_PREVIEWS = 60;
const WARM_UP = 20;

export interface Act extends Spread {
  /** Milliseconds of processor time, of all the server's threads. */
  cpuMs: number;
}

export interface DraftingFigures {
  save: Act;
  preview: Act;
  /** Bytes of the editor's page with all its files. */
  pageBytes: number;
  /** Saves of fifty writers at once. */
  together: Spread & { saves: number };
  /** A cached page, alone and beside the fifty. */
  reading: Spread;
  readingBeside: Spread;
}

interface Writer {
  address: string;
  agent: http.Agent;
  cookie: string;
  personId: number;
  form: Record<string, string>;
  draftId: number | null;
  saves: number;
}

/** Throws if a save or a preview is refused, or a save made a copy. */
export async function measureDrafting(
  server: LongtableServer,
  pages: Pages,
  pace: Pace,
): Promise<DraftingFigures> {
  const writers = await joinWriters(server);
  const [one] = writers;
  if (!one) throw new Error("Nobody writes.");
  const parts = await measureFirstVisit(`${server.address}/write?new=${"0".repeat(32)}`, one.cookie);
  await repeat(WARM_UP, () => save(one));
  await repeat(WARM_UP, () => preview(one));
  const figures = {
    save: await measureAct(server, SINGLE_SAVES, () => save(one)),
    preview: await measureAct(server, SINGLE_PREVIEWS, () => preview(one)),
    pageBytes: Object.values(parts).reduce((sum, bytes) => sum + bytes, 0),
  };
  const seconds = pace.seconds * 2;
  const read = () => readNowAndThen(server.address + pages.full.path, AbortSignal.timeout(seconds * 1000));
  await read();
  const reading = spreadOf(await read());
  const [beside, saves] = await Promise.all([read(), writeTogether(writers, seconds)]);
  for (const { agent } of writers) agent.destroy();
  const together = { ...spreadOf(saves), saves: saves.length };
  return { ...figures, together, reading, readingBeside: spreadOf(beside) };
}

async function joinWriters({ address, database }: LongtableServer): Promise<Writer[]> {
  const db = openDatabase(database);
  const writers: Writer[] = [];
  for (let number = 0; number < WRITERS; number++) {
    const handle = `writer-of-fifty-${number}`;
    const account = { email: `${handle}@example.org`, name: handle, handle, role: "author" as const };
    const added = await db.write((tx) => addAccount(tx, { ...account, passwordHash: null }, new Date()));
    if (!added.ok) throw new Error(`Nobody joined: ${added.reason}`);
    const device = { device: "A benchmark", address: "192.0.2.1" };
    const secret = await beginSession(db, added.accountId, device, new Date());
    writers.push({
      ...{ address, cookie: `session=${secret}`, personId: added.personId, draftId: null, saves: 0 },
      agent: new http.Agent({ keepAlive: true, maxSockets: 1 }),
      form: {
        ...{ as: String(added.personId), form: randomUUID(), version: "0", title: `By ${handle}` },
        body: writePost(createRandom(number), WORDS),
      },
    });
  }
  await db.close();
  return writers;
}

/** Saves another word, as the editor's script does. */
async function save(writer: Writer): Promise<void> {
  writer.form.body += " word";
  writer.form.number = String(++writer.saves);
  const answer = JSON.parse(await post(writer, `/write/${writer.draftId ?? "new"}/save`));
  if (answer.copyId !== null) throw new Error("A save made a copy.");
  writer.draftId = answer.id;
  writer.form.version = String(answer.version);
}

async function preview(writer: Writer): Promise<void> {
  writer.form.body += " word";
  const page = await post(writer, `/write/${writer.draftId}/preview/text`);
  if (!page.includes('class="prose')) throw new Error("There is no preview.");
}

async function post({ address, agent, cookie, form }: Writer, path: string): Promise<string> {
  const body = new URLSearchParams(form).toString();
  const request = http.request(address + path, {
    ...{ method: "POST", agent, timeout: 15_000 },
    headers: {
      ...{ Origin: address, Cookie: cookie, Accept: "application/json" },
      "Content-Type": "application/x-www-form-urlencoded",
      "Content-Length": Buffer.byteLength(body),
    },
  });
  request.on("timeout", () => request.destroy(new Error(`${path} took too long`)));
  request.end(body);
  const [response] = (await once(request, "response")) as [IncomingMessage];
  const answer = await readText(response);
  if (response.statusCode !== 200) throw new Error(`${path} gave ${response.statusCode}: ${answer}`);
  return answer;
}

async function measureAct(server: LongtableServer, times: number, act: () => Promise<void>): Promise<Act> {
  const before = server.cpuSeconds();
  const spread = spreadOf(await repeat(times, act));
  return { ...spread, cpuMs: ((server.cpuSeconds() - before) * 1000) / times };
}

/** Returns each time in milliseconds. */
async function repeat(times: number, act: () => Promise<void>): Promise<number[]> {
  const took: number[] = [];
  while (took.length < times) took.push(await stopwatch(act));
  return took;
}

async function stopwatch(act: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await act();
  return performance.now() - began;
}

/** Each writer begins at another moment. */
async function writeTogether(writers: Writer[], seconds: number): Promise<number[]> {
  const deadline = performance.now() + seconds * 1000;
  const took = await Promise.all(
    writers.map(async (writer, index) => {
      const times: number[] = [];
      await pause((index * SAVE_EVERY_MS) / writers.length);
      while (performance.now() < deadline) {
        times.push(await stopwatch(() => save(writer)));
        await pause(SAVE_EVERY_MS);
      }
      return times;
    }),
  );
  return took.flat();
}
