import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll } from "vitest";

const CACHE = new URL("../../node_modules/.cache/longtable-test/", import.meta.url).pathname;

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

async function makeFolder(): Promise<string> {
  await mkdir(CACHE, { recursive: true });
  const folder = await mkdtemp(join(CACHE, "markdown-"));
  folders.push(folder);
  return folder;
}

/** The worker as `npm run build` makes it. */
export async function bundleWorker(): Promise<string> {
  const outfile = join(await makeFolder(), "worker.cjs");
  const entry = new URL("../../app/markdown/worker.ts", import.meta.url).pathname;
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: "node",
    format: "cjs",
  });
  return outfile;
}

/** A worker that does what a test needs one to do. */
export async function fakeWorker(body: string, start = ""): Promise<string> {
  const file = join(await makeFolder(), "worker.cjs");
  await writeFile(
    file,
    `const { parentPort } = require("node:worker_threads");
     ${start}
     module.exports = async ({ id, source }) => { parentPort.postMessage(id); ${body} };`,
  );
  return file;
}
