// Uploading pictures: what one costs, and what ten at once cost somebody who reads.

import sharp from "sharp";
import { addAccount } from "~/accounts/account.server";
import { beginSession } from "~/accounts/session/session.server";
import { MAX_UPLOADS_AT_ONCE } from "~/media/media.schema";
import { openDatabase } from "~/platform/database/database.server";
import { readNowAndThen } from "./now-and-then";
import type { Pages } from "./pages";
import type { Pace } from "./reading";
import type { LongtableServer } from "./servers";
import { type Spread, spreadOf } from "./spread";

const UPLOADS = 10;
const SINGLE_UPLOADS = 4;
/** Of a telephone's photograph: 12 megapixels. */
const WIDTH = 4_000;
const HEIGHT = 3_000;

export interface UploadingFigures {
  /** Bytes of the photograph as it is sent. */
  bytes: number;
  /** Milliseconds of processor time for one photograph, of all the server's threads. */
  cpuMs: number;
  /** Milliseconds until one is ready. */
  single: Spread;
  /** Ten at once, until each is ready. */
  together: Spread;
  /** A cached page, alone and beside the ten, and the longest wait for it. */
  reading: Spread & { longest: number };
  readingBeside: Spread & { longest: number };
  /** Peak of memory in megabytes, before and after the ten. */
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
): Promise<UploadingFigures> {
  const people = await joinUploaders(server);
  const photographs: Buffer[] = [];
  for (let seed = 0; seed <= SINGLE_UPLOADS + UPLOADS; seed++) photographs.push(await takePhotograph(seed));
  const [first, ...rest] = photographs;
  const [one] = people;
  if (!first || !one) throw new Error("Nobody uploads.");
  const send = (photograph: Buffer, uploader: Uploader) => sendPhotograph(server, uploader, photograph);
  await send(first, one);

  const before = server.cpuSeconds();
  const single: number[] = [];
  for (const photograph of rest.slice(0, SINGLE_UPLOADS)) single.push(await send(photograph, one));
  const cpuMs = ((server.cpuSeconds() - before) * 1000) / SINGLE_UPLOADS;

  const read = async (stop: AbortSignal) => {
    const times = await readNowAndThen(server.address + pages.full.path, stop);
    return { ...spreadOf(times), longest: Math.max(...times) };
  };
  await read(AbortSignal.timeout(1_000));
  const reading = await read(AbortSignal.timeout(pace.seconds * 2_000));
  const memoryBefore = server.memory().peak;
  const done = new AbortController();
  const beside = read(done.signal);
  const together = await Promise.all(
    rest
      .slice(SINGLE_UPLOADS)
      .map((photograph, index) => send(photograph, people[index % people.length] ?? one)),
  );
  done.abort();
  return {
    ...{ bytes: first.length, cpuMs, single: spreadOf(single), together: spreadOf(together) },
    ...{ reading, readingBeside: await beside, memoryBefore, memoryAfter: server.memory().peak },
  };
}

/** Something between a plain picture and noise, as large as a telephone's. */
async function takePhotograph(seed: number): Promise<Buffer> {
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
    .toBuffer();
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

/** Returns the milliseconds until it is ready. */
async function sendPhotograph(
  { address }: LongtableServer,
  { cookie, personId }: Uploader,
  photograph: Buffer,
): Promise<number> {
  const form = new FormData();
  form.append("as", String(personId));
  form.append("file", new Blob([new Uint8Array(photograph)]), "photograph.jpg");
  const began = performance.now();
  const headers = { Origin: address, Cookie: cookie };
  const answer = await fetch(`${address}/write/media`, { method: "POST", body: form, headers });
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`An upload gave ${answer.status}: ${text}`);
  return performance.now() - began;
}
