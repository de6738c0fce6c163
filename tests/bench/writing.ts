// Four simultaneous writers: alone, and beside two readers.

import { once } from "node:events";
import http, { type IncomingMessage } from "node:http";
import { words } from "./corpus/prose";
import { createRandom } from "./corpus/random";
import { readNowAndThen } from "./now-and-then";
import type { LongtableServer } from "./servers";
import { type Spread, spreadOf } from "./spread";
import { checkWritten, chooseTargets, countComments, type Sent, type Target } from "./written";

const WRITERS = 4;
const WORDS = 60;
const WARM_UP_SECONDS = 3;
/** A bound independent of the clock. */
const MAX_COMMENTS_EACH = 10_000;
/** The first comment of a network creates its counts under the rate limits, the second raises them. Fewer
 *  than the limits allow. */
const COMMENTS_EACH_NETWORK = 2;
/** The form's timestamp is a minute old, beyond the minimum fill time. */
const OPENED_AGO_MS = 60_000;

export interface WriterFigures extends Spread {
  comments: number;
  perSecond: number;
  /** Milliseconds of processor time per comment, of all threads of the servers. */
  cpuMs: number;
}

export interface WritingFigures {
  alone: WriterFigures;
  beside: WriterFigures;
  /** A page that stays in the cache. */
  reading: Spread;
  /** The home page, which each comment invalidates. */
  readingHome: Spread;
}

/** Throws if a comment was refused, lost or duplicated. Nothing is written to the page at `quietPath`. */
export async function measureWriting(
  servers: [LongtableServer, ...LongtableServer[]],
  quietPath: string,
  seconds: number,
): Promise<WritingFigures> {
  const [server] = servers;
  const targets = await chooseTargets(server.database);
  const before = await countComments(server.database);
  const warmUp = await write(servers, targets, { seed: 1, seconds: WARM_UP_SECONDS });
  const alone = await measureWriters(servers, () => write(servers, targets, { seed: 1_001, seconds }));

  const stop = new AbortController();
  const readers = [quietPath, "/"].map((path) => readNowAndThen(server.address + path, stop.signal));
  const beside = await measureWriters(servers, () => write(servers, targets, { seed: 2_001, seconds }));
  stop.abort();
  const [reading, readingHome] = await Promise.all(readers);

  await checkWritten(servers, before, [...warmUp, ...alone.sent, ...beside.sent]);
  return {
    alone: alone.figures,
    beside: beside.figures,
    reading: spreadOf(reading ?? []),
    readingHome: spreadOf(readingHome ?? []),
  };
}

async function measureWriters(servers: LongtableServer[], write: () => Promise<Sent[]>) {
  const cpuSeconds = () => servers.reduce((sum, server) => sum + server.cpuSeconds(), 0);
  const began = performance.now();
  const cpuBefore = cpuSeconds();
  const sent = await write();
  const tookSeconds = (performance.now() - began) / 1000;
  const figures: WriterFigures = {
    ...spreadOf(sent.map((comment) => comment.tookMs)),
    comments: sent.length,
    perSecond: sent.length / tookSeconds,
    cpuMs: ((cpuSeconds() - cpuBefore) * 1000) / sent.length,
  };
  return { sent, figures };
}

/** Distributes the writers over the servers, which serve one site. */
async function write(
  servers: LongtableServer[],
  targets: Target[],
  { seed, seconds }: { seed: number; seconds: number },
): Promise<Sent[]> {
  const deadline = performance.now() + seconds * 1000;
  const writers = Array.from({ length: WRITERS }, async (_, writer) => {
    const random = createRandom(seed + writer);
    const { address } = servers[writer % servers.length] as LongtableServer;
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    const sent: Sent[] = [];
    while (performance.now() < deadline && sent.length < MAX_COMMENTS_EACH) {
      const target = random.pick(targets);
      const body = `${words(random, WORDS)}. Number ${sent.length} of writer ${seed + writer}.`;
      const to = random.chance(0.5) ? target.commentId : null;
      const network = networkOf(seed + writer, Math.floor(sent.length / COMMENTS_EACH_NETWORK));
      sent.push(await send(address, agent, { slug: target.slug, to, body, writer, network }));
    }
    agent.destroy();
    return sent;
  });
  return (await Promise.all(writers)).flat();
}

/** A different address for each number of each writer, from 10.0.0.0/8. */
const networkOf = (writer: number, number: number) => `10.${writer % 256}.${number >> 8}.${number & 255}`;

interface Reply {
  slug: string;
  to: number | null;
  body: string;
  writer: number;
  network: string;
}

/** Posts one reply to a post, as a guest. */
export async function sendReply({ address }: LongtableServer, { slug }: { slug: string }): Promise<void> {
  const agent = new http.Agent();
  await send(address, agent, { slug, to: null, body: "A reply.", writer: 0, network: networkOf(0, 0) });
  agent.destroy();
}

/** Posts the form without following the redirect. */
async function send(address: string, agent: http.Agent, reply: Reply): Promise<Sent> {
  const { slug, to, body, writer, network } = reply;
  const form = new URLSearchParams({
    ...{ body, name: `Writer ${writer}`, email: `writer-${writer}@example.org`, site: "", homepage: "" },
    ...{ to: to === null ? "" : String(to), opened: String(Date.now() - OPENED_AGO_MS) },
  }).toString();
  const began = performance.now();
  const request = http.request(`${address}/posts/${slug}/respond`, {
    ...{ method: "POST", agent, timeout: 15_000 },
    headers: {
      ...{ Origin: address, "X-Forwarded-For": network },
      "Content-Type": "application/x-www-form-urlencoded",
      "Content-Length": Buffer.byteLength(form),
    },
  });
  request.on("timeout", () => request.destroy(new Error("A comment took too long")));
  request.end(form);
  const [response] = (await once(request, "response")) as [IncomingMessage];
  response.resume();
  await once(response, "end");
  const tookMs = performance.now() - began;
  const id = Number(/#comment-(\d+)$/.exec(response.headers.location ?? "")?.[1]);
  if (response.statusCode !== 303 || !id)
    throw new Error(`A comment was answered with ${response.statusCode} ${response.headers.location ?? ""}`);
  return { id, body, to, tookMs };
}
