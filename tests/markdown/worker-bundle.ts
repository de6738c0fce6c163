import { mkdtempSync, writeFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";

// Inside node_modules, so that the packages which the bundle leaves out are found from there.
const CACHE = new URL("../../node_modules/.cache/longtable-test/", import.meta.url).pathname;

const folder = async () => {
  await mkdir(CACHE, { recursive: true });
  return mkdtempSync(join(CACHE, "markdown-"));
};

/** The worker as `npm run build` makes it. */
export async function bundleWorker(): Promise<string> {
  const outfile = join(await folder(), "worker.mjs");
  const entry = new URL("../../app/markdown/worker.ts", import.meta.url).pathname;
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
  });
  return outfile;
}

/** A worker that does what a test needs one to do. */
export async function fakeWorker(body: string, start = ""): Promise<string> {
  const file = join(await folder(), "worker.mjs");
  writeFileSync(
    file,
    `import { parentPort } from "node:worker_threads";
     ${start}
     export default async ({ id, source }) => { parentPort.postMessage(id); ${body} };`,
  );
  return file;
}
