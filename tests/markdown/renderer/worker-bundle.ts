import { mkdtemp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { inject } from "vitest";

/** Removed after all tests, with the temporary folder. */
const makeFolder = (): Promise<string> => mkdtemp(join(inject("temporaryFolder"), "worker-"));

/** The worker, bundled as by `npm run build`. */
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

/** A worker with the given body, for tests of the pool. */
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
