import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll } from "vitest";

// Inside node_modules, so that the packages which the bundle leaves out are found from there.
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
  const outfile = join(await makeFolder(), "worker.mjs");
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
  const file = join(await makeFolder(), "worker.mjs");
  await writeFile(
    file,
    `import { parentPort } from "node:worker_threads";
     ${start}
     export default async ({ id, source }) => { parentPort.postMessage(id); ${body} };`,
  );
  return file;
}
