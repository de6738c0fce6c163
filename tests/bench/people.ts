// Signing in, and the cost of pages for signed-in members.

import { once } from "node:events";
import http, { type IncomingMessage } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { brotliDecompressSync } from "node:zlib";
import { addAccount } from "~/accounts/account.server";
import { hashPassword } from "~/accounts/password/password.server";
import { type Database, openDatabase } from "~/platform/database/database.server";
import { get } from "./get";
import { type Load, load } from "./load";
import { readNowAndThen } from "./now-and-then";
import type { Pages } from "./pages";
import type { Pace } from "./reading";
import type { LongtableServer } from "./servers";
import { type Spread, spreadOf } from "./spread";

const AT_ONCE = 10;
/** Long enough for a burst to end before the next. */
const BURST_EVERY_MS = 500;
const SINGLE_SIGN_INS = 40;
const PASSWORD = "velvet harbour quilt 9";

export interface PeopleFigures {
  /** The page with 300 comments, one request at a time, signed in. */
  signedIn: Load;
  /** The same, without the mark of how far they have read. */
  unmarked: Load;
  /** One sign-in at a time. */
  signIn: Spread & {
    /** Milliseconds of processor time per sign-in, of all the server's threads. */
    cpuMs: number;
  };
  queriesPerSignIn: number;
  /** A cached page without sign-ins, and beside ten simultaneous ones. */
  reading: Spread;
  readingBeside: Spread;
}

export async function measurePeople(
  server: LongtableServer,
  pages: Pages,
  pace: Pace,
): Promise<PeopleFigures> {
  const emails = await join(server.database);
  const [email = ""] = emails;
  const cookie = (await signIn(server.address, email)).cookie;
  const full = server.address + pages.full.path;
  await load(server, full, { connections: 1, seconds: pace.warmUp, cookie });
  const marked = await readMarks(server.database);
  const signedIn = await load(server, full, { connections: 1, seconds: pace.seconds, cookie });
  if ((await readMarks(server.database)) !== marked)
    throw new Error("A reload wrote how far somebody has read.");
  await keepMarks(server.database, false);
  const unmarked = await load(server, full, { connections: 1, seconds: pace.seconds, cookie });
  await keepMarks(server.database, true);

  const asked = await countQueries(server);
  const times: number[] = [];
  const cpuBefore = server.cpuSeconds();
  while (times.length < SINGLE_SIGN_INS) times.push((await signIn(server.address, email)).tookMs);
  const cpuMs = ((server.cpuSeconds() - cpuBefore) * 1000) / SINGLE_SIGN_INS;
  // Queries of background jobs are a negligible part of a sign-in's.
  const queriesPerSignIn = Math.round(((await countQueries(server)) - asked) / SINGLE_SIGN_INS);

  const read = (seconds: number) => readNowAndThen(full, AbortSignal.timeout(seconds * 1000));
  await read(pace.warmUp);
  const reading = spreadOf(await read(pace.seconds * 2));
  const [beside] = await Promise.all([
    read(pace.seconds * 2),
    signInTogether(server.address, emails, pace.seconds * 2),
  ]);
  const signInFigures = { ...spreadOf(times), cpuMs };
  return {
    ...{ signedIn, unmarked, signIn: signInFigures, queriesPerSignIn },
    ...{ reading, readingBeside: spreadOf(beside) },
  };
}

async function readMarks(database: string): Promise<string> {
  const db = openDatabase(database);
  const marks = JSON.stringify(await db.readMark.findMany());
  await db.close();
  return marks;
}

async function keepMarks(database: string, readMarks: boolean): Promise<void> {
  const db = openDatabase(database);
  await db.account.updateMany({ data: { readMarks } });
  await db.close();
}

/** Adds ten members. Returns their e-mail addresses. */
async function join(database: string): Promise<string[]> {
  const db: Database = openDatabase(database);
  const passwordHash = await hashPassword(PASSWORD);
  const emails = Array.from({ length: AT_ONCE }, (_, index) => `member-${index}@example.org`);
  for (const email of emails) {
    const handle = `member-of-ten-${email.charAt(7)}`;
    const account = { email, name: handle, handle, role: "reader" as const, passwordHash };
    const added = await db.write((tx) => addAccount(tx, account, new Date()));
    if (!added.ok) throw new Error(`Nobody joined: ${added.reason}`);
  }
  await db.close();
  return emails;
}

async function signIn(address: string, email: string): Promise<{ tookMs: number; cookie: string }> {
  const form = new URLSearchParams({ email, password: PASSWORD }).toString();
  const began = performance.now();
  const request = http.request(`${address}/sign-in`, {
    ...{ method: "POST", timeout: 15_000 },
    headers: {
      Origin: address,
      "Content-Type": "application/x-www-form-urlencoded",
      "Content-Length": Buffer.byteLength(form),
    },
  });
  request.on("timeout", () => request.destroy(new Error("Signing in took too long")));
  request.end(form);
  const [response] = (await once(request, "response")) as [IncomingMessage];
  response.resume();
  await once(response, "end");
  const cookie = response.headers["set-cookie"]?.[0]?.split(";", 1)[0] ?? "";
  if (response.statusCode !== 303 || !cookie) throw new Error(`Signing in gave ${response.statusCode}`);
  return { tookMs: performance.now() - began, cookie };
}

async function signInTogether(address: string, emails: string[], seconds: number) {
  const deadline = performance.now() + seconds * 1000;
  while (performance.now() < deadline)
    await Promise.all([pause(BURST_EVERY_MS), ...emails.map((email) => signIn(address, email))]);
}

/** The server's number of queries so far, from its metrics. */
async function countQueries({ address }: LongtableServer): Promise<number> {
  const { body } = await get(`${address}/metrics`);
  const text = body.toString("latin1").startsWith("#")
    ? body.toString()
    : brotliDecompressSync(body).toString();
  return Number(/longtable_database_query_seconds_count\S* (\d+)/.exec(text)?.[1]);
}
