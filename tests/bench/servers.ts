// The measured servers, each a process with its own port.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fromRoot } from "~/server/site-services";
import { scripts } from "../../package.json";
import { type Answer, get } from "./get";
import { type Memory, readCpuSeconds, readMemory } from "./process-facts";

/** Time to build first if the sources have changed. */
const START_LIMIT_MS = 120_000;
const POLL_MS = 5;

export interface Server {
  address: string;
  /** Milliseconds from spawning to the first 200. */
  startedIn: number;
  /** All output so far. */
  said(): string;
  cpuSeconds(): number;
  memory(): Memory;
  stop(): Promise<void>;
}

export interface LongtableServer extends Server {
  /** URL of the server's database. */
  database: string;
}

export interface LongtableOptions {
  /** Returns the URL of a copy of the corpus, one for each server. */
  freshDatabase(): Promise<string>;
  folder: string;
  pageCache: boolean;
  /** Off by default. With limits on, the proxy of the benchmark says from which network a request comes
   *  (X-Forwarded-For), since each network has limits of its own. */
  rateLimits?: boolean;
  /** A mail server; by default there is none. */
  smtpUrl?: string;
  /** Folder for CPU profiles. */
  profiles?: string | undefined;
}

/** Node options of `npm start`. */
const NODE_OPTIONS = scripts.start.split(" ").filter((word) => word.startsWith("--"));

/** Runs `npm start` on a copy of the corpus, or on the given database. */
export async function startLongtable(options: LongtableOptions, given?: string): Promise<LongtableServer> {
  const database = given ?? (await options.freshDatabase());
  const port = await freePort();
  const profiling = options.profiles ? ["--cpu-prof", `--cpu-prof-dir=${options.profiles}`] : [];
  const began = performance.now();
  const child = startScript([...profiling, ...NODE_OPTIONS, "app/cli/main.mjs", "start"], {
    ...{ PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: "production" },
    ...{ HOST: "127.0.0.1", PORT: String(port), SITE_URL: `http://127.0.0.1:${port}` },
    ...{ DATABASE_URL: database, BACKUP_SCHEDULE: "off", DATA_DIR: options.folder },
    ...{ LOG_LEVEL: "warn", PAGE_CACHE: options.pageCache ? "on" : "off" },
    ...{ RATE_LIMITS: options.rateLimits ? "on" : "off", SMTP_URL: options.smtpUrl },
  });
  const said = collect(child);
  const address = `http://127.0.0.1:${port}`;
  await untilAnswers(child, `${address}/`, said);
  return { ...facts(child), address, said, database, startedIn: performance.now() - began };
}

/** Starts Node with these arguments, only this environment, and what it reads from standard input. */
export function startScript(words: string[], env: Record<string, string | undefined>, input = "") {
  const child = spawn(process.execPath, words, {
    ...{ cwd: fromRoot("."), env: env as NodeJS.ProcessEnv },
    stdio: ["pipe", "pipe", "pipe"],
  });
  child.stdin.end(input);
  // The servers end with this process, however it ends.
  const end = () => child.kill();
  process.once("exit", end);
  child.once("exit", () => process.off("exit", end));
  return child;
}

/** A bare `node:http` server that sends the same response to every request. */
export async function startBare(answer: Answer, folder: string): Promise<Server> {
  const began = performance.now();
  const file = path.join(folder, "answer.json");
  writeFileSync(file, JSON.stringify({ headers: answer.headers, body: answer.body.toString("base64") }));
  const child = startScript(["build/bench-bare-server.js", file], { PATH: process.env.PATH });
  const said = collect(child);
  while (!/^\d+\n/.test(said())) {
    await Promise.race([once(child.stdout, "data"), once(child, "exit")]);
    if (child.exitCode !== null) throw new Error(`The bare server did not start:\n${said()}`);
  }
  const address = `http://127.0.0.1:${said().trim()}`;
  return { ...facts(child), address, said, startedIn: performance.now() - began };
}

function collect(child: ChildProcess): () => string {
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (said += chunk));
  return () => said;
}

async function untilAnswers(child: ChildProcess, url: string, said: () => string) {
  const deadline = performance.now() + START_LIMIT_MS;
  while (performance.now() < deadline && child.exitCode === null) {
    const answer = await get(url).catch(() => null);
    if (answer?.status === 200) return;
    await pause(POLL_MS);
  }
  child.kill();
  throw new Error(`The server did not start:\n${said()}`);
}

function facts(child: ChildProcess) {
  const pid = child.pid ?? 0;
  return {
    cpuSeconds: () => readCpuSeconds(pid),
    memory: () => readMemory(pid),
    async stop() {
      if (child.exitCode !== null) return;
      child.kill("SIGTERM");
      await once(child, "exit");
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (!address || typeof address === "string") throw new Error("There is no free port.");
  return address.port;
}
