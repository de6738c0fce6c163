// Uploading pictures: what one costs, and what ten at once cost somebody who reads.

import path from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import sharp, { type OutputInfo } from "sharp";
import { addAccount } from "~/accounts/account.server";
import { beginSession } from "~/accounts/session/session.server";
import { MAX_UPLOADS_AT_ONCE } from "~/media/media.schema";
import { openDatabase } from "~/platform/database/database.server";
import { readNowAndThen } from "./now-and-then";
import type { Pages } from "./pages";
import type { Pace } from "./reading";
import { type LongtableServer, startScript } from "./servers";
import { type Spread, spreadOf } from "./spread";

const UPLOADS = 10;
const SINGLE_UPLOADS = 4;
/** Of a telephone's photograph: 12 megapixels. */
const WIDTH = 4_000;
const HEIGHT = 3_000;
/** For the start of the process that sends: whoever reads doesn't wait for that. */
const START_MS = 500;

export interface UploadingFigures {
  /** Bytes of the photograph as it is sent. */
  bytes: number;
  /** Milliseconds of processor time for one photograph, of the server and the process that encodes. */
  cpuMs: number;
  /** Milliseconds until one is ready. */
  single: Spread;
  /** Ten at once, until each is ready. */
  together: Spread;
  /** A cached page, alone and beside the ten, and the longest wait for it. */
  reading: Spread & { longest: number };
  readingBeside: Spread & { longest: number };
  /** Peak of memory in megabytes, before any upload and after all. */
  memoryBefore: number;
  memoryAfter: number;
}

interface Uploader {
  cookie: string;
  personId: number;
}

/** Throws if an upload is refused. */
export async function measureUploading(
  server: LongtableServer,
  pages: Pages,
  pace: Pace,
  folder: string,
): Promise<UploadingFigures> {
  const people = await joinUploaders(server);
  const photographs: string[] = [];
  let bytes = 0;
  for (let seed = 0; seed <= SINGLE_UPLOADS + UPLOADS; seed++) {
    const file = path.join(folder, `photograph-${seed}.jpg`);
    bytes = (await takePhotograph(seed, file)).size;
    photographs.push(file);
  }
  const [first = "", ...rest] = photographs;
  const read = async (stop: AbortSignal) => {
    const times = await readNowAndThen(server.address + pages.full.path, stop);
    return { ...spreadOf(times), longest: Math.max(...times) };
  };
  await read(AbortSignal.timeout(1_000));
  const reading = await read(AbortSignal.timeout(pace.seconds * 2_000));
  const memoryBefore = server.memory().peak;

  await sendPhotographs(server, people, [first]);
  const before = server.cpuSeconds();
  const single: number[] = [];
  for (const photograph of rest.slice(0, SINGLE_UPLOADS))
    single.push(...(await sendPhotographs(server, people, [photograph])));
  const cpuMs = ((server.cpuSeconds() - before) * 1000) / SINGLE_UPLOADS;

  const done = new AbortController();
  const together = sendPhotographs(server, people, rest.slice(SINGLE_UPLOADS));
  await pause(START_MS);
  const beside = read(done.signal);
  await together;
  done.abort();
  return {
    ...{ bytes, cpuMs, single: spreadOf(single), together: spreadOf(await together) },
    ...{ reading, readingBeside: await beside, memoryBefore, memoryAfter: server.memory().peak },
  };
}

/** Something between a plain picture and noise, as large as a telephone's. */
async function takePhotograph(seed: number, file: string): Promise<OutputInfo> {
  const corners = Buffer.from(
    [0, 1, 2, 3].flatMap((corner) => [37, 91, 53].map((step) => (seed + corner) * step)),
  );
  const light = await sharp(corners, { raw: { width: 2, height: 2, channels: 3 } })
    .resize(WIDTH, HEIGHT, { fit: "fill", kernel: "cubic" })
    .png()
    .toBuffer();
  const noise = { type: "gaussian", mean: 128, sigma: 12 } as const;
  return sharp({ create: { width: WIDTH, height: HEIGHT, channels: 3, background: "#808080", noise } })
    .blur(1.2)
    .composite([{ input: light, blend: "overlay" }])
    .jpeg({ quality: 88 })
    .toFile(file);
}

/** So many that no one sends more than one may at once. */
async function joinUploaders({ database }: LongtableServer): Promise<Uploader[]> {
  const db = openDatabase(database);
  const people: Uploader[] = [];
  for (let number = 0; number < UPLOADS / MAX_UPLOADS_AT_ONCE; number++) {
    const handle = `photographer-${number}`;
    const account = { email: `${handle}@example.org`, name: handle, handle, role: "author" as const };
    const added = await db.write((tx) => addAccount(tx, { ...account, passwordHash: null }, new Date()));
    if (!added.ok) throw new Error(`Nobody joined: ${added.reason}`);
    const device = { device: "A benchmark", address: "192.0.2.1" };
    const secret = await beginSession(db, added.accountId, device, new Date());
    people.push({ cookie: `session=${secret}`, personId: added.personId });
  }
  await db.close();
  return people;
}

/** Sends files at once, from a process of its own, after `START_MS`. Returns the milliseconds until each is ready. */
async function sendPhotographs(
  { address }: LongtableServer,
  people: Uploader[],
  files: string[],
): Promise<number[]> {
  const senders = files.map((_, index) => people[index % people.length]);
  const lines = senders.map((sender) => `${sender?.cookie} ${sender?.personId}`).join("\n");
  const words = ["build/bench-uploader.js", address, String(Date.now() + START_MS), ...files];
  const child = startScript(words, { PATH: process.env.PATH }, lines);
  const [said, complaint] = await Promise.all([text(child.stdout), text(child.stderr)]);
  if (!said) throw new Error(`Nothing was uploaded:\n${complaint}`);
  return JSON.parse(said) as number[];
}
