// Waits of other visitors while one network floods the site.

import { once } from "node:events";
import http, { type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { words } from "./corpus/prose";
import { createRandom } from "./corpus/random";
import { FLOODS, type Flood } from "./flood-bodies";
import type { Pages } from "./pages";
import { type LongtableServer, startScript } from "./servers";
import { spreadOf } from "./spread";

/** The flood begins before the measurement. */
const HEAD_START_S = 1;
/** The form's timestamp is a minute old, beyond the minimum fill time. */
const OPENED_AGO_MS = 60_000;
const LIMIT_MS = 60_000;
/** Another network than the flood's, behind the same proxy. */
const NETWORK = "198.51.100.7";

/** Milliseconds. */
export interface Waits {
  count: number;
  p99: number;
  max: number;
  /** Number of 503 responses. */
  refused: number;
}

export interface FloodFigures {
  flood: Flood | "none";
  /** Number of the flood's forms by response. */
  answers: Record<string, number>;
  health: Waits;
  /** A cached page. */
  page: Waits;
  /** The preview of an ordinary comment. */
  preview: Waits;
  reply: Waits;
}

/** Measures first without a flood. `server` has no administrator, and two of the floods go to the link to
 *  create one. */
export async function measureFloods(
  server: LongtableServer,
  pages: Pages,
  seconds: number,
  say: (line: string) => void,
): Promise<FloodFigures[]> {
  const secret = /\/join\/([0-9a-f]+)/.exec(server.said())?.[1];
  if (!secret) throw new Error("The server has printed no link to join.");
  const slug = pages.few.path.split("/").at(-1) ?? "";
  const figures: FloodFigures[] = [];
  await visit(server, pages, HEAD_START_S);
  for (const flood of ["none", ...FLOODS] as const) {
    say(flood === "none" ? "Without a flood …" : `A flood of one network: ${flood} …`);
    const over = flood === "none" ? null : begin(server, flood, seconds + HEAD_START_S, [slug, secret]);
    if (over) await pause(HEAD_START_S * 1000);
    const waits = await visit(server, pages, seconds);
    figures.push({ flood, answers: (await over) ?? {}, ...waits });
  }
  return figures;
}

/** Starts the flood in a process of its own. Resolves at its end to the numbers of its responses. */
async function begin(server: LongtableServer, flood: Flood, seconds: number, rest: string[]) {
  const { port } = new URL(server.address);
  const child = startScript(["build/bench-flooder.js", port, flood, String(seconds), ...rest], {
    PATH: process.env.PATH,
  });
  const [said, complaint] = await Promise.all([text(child.stdout), text(child.stderr)]);
  if (!said) throw new Error(`The flood did not begin:\n${complaint}`);
  return JSON.parse(said) as Record<string, number>;
}

interface Visit {
  path: string;
  everyMs: number;
  fields?: (number: number) => Record<string, string>;
  expected: number;
}

async function visit({ address }: LongtableServer, { few, full }: Pages, seconds: number) {
  const random = createRandom(Math.round(performance.now()));
  const fields = (number: number) => ({
    ...{ name: "A visitor", email: "visitor@example.org", site: "", homepage: "", to: "" },
    body: `${words(random, 60)}. Number ${number}.`,
    opened: String(Date.now() - OPENED_AGO_MS),
  });
  const run = (visit: Visit) => repeat(address, visit, performance.now() + seconds * 1000);
  const [health, page, preview, reply] = await Promise.all([
    run({ path: "/healthz", everyMs: 20, expected: 200 }),
    // This page gets no replies and stays in the cache.
    run({ path: full.path, everyMs: 20, expected: 200 }),
    run({ path: `${few.path}/preview`, everyMs: 100, fields, expected: 200 }),
    run({ path: `${few.path}/respond`, everyMs: 250, fields, expected: 303 }),
  ]);
  return { health, page, preview, reply };
}

/** One visitor who repeats a request. Throws if a response is neither the expected one nor 503. */
async function repeat(address: string, visit: Visit, deadline: number): Promise<Waits> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const times: number[] = [];
  let refused = 0;
  while (performance.now() < deadline) {
    const began = performance.now();
    const status = await ask(address, visit, times.length, agent);
    times.push(performance.now() - began);
    if (status === 503 && visit.fields) refused++;
    else if (status !== visit.expected) throw new Error(`${visit.path} gave ${status} beside a flood`);
    await pause(visit.everyMs);
  }
  agent.destroy();
  return { count: times.length, p99: spreadOf(times).p99, max: Math.max(...times), refused };
}

async function ask(address: string, { path, fields }: Visit, number: number, agent: http.Agent) {
  const body = fields && new URLSearchParams(fields(number)).toString();
  const request = http.request(address + path, {
    ...{ method: body ? "POST" : "GET", agent, timeout: LIMIT_MS },
    headers: {
      ...{ Origin: address, "X-Forwarded-For": NETWORK, "Accept-Encoding": "br" },
      ...(body && {
        "Content-Type": "application/x-www-form-urlencoded",
        "Content-Length": Buffer.byteLength(body),
      }),
    },
  });
  request.on("timeout", () => request.destroy(new Error(`${path} took too long beside a flood`)));
  request.end(body);
  const [response] = (await once(request, "response")) as [IncomingMessage];
  response.resume();
  await once(response, "end");
  return response.statusCode;
}
