import { mkdtemp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { inject } from "vitest";

/** It goes when all tests have finished. */
const makeFolder = (): Promise<string> => mkdtemp(join(inject("temporaryFolder"), "worker-"));

/** The worker as `npm run build` makes it. */
export async function bundleWorker(): Promise<string> {
  const outfile = join(await makeFolder(), "worker.cjs");
  const entry = new URL("../../../app/markdown/renderer/worker.ts", import.meta.url).pathname;
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
