// Small programs of the tests' own, run as processes beside this one.

import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import { onTestFinished } from "vitest";

// Inside node_modules, so that the packages which the bundle leaves out are found from there.
const CACHE = path.resolve("node_modules/.cache/longtable-tests");

/** Bundles a program that stands beside the tests, with what it imports of app/. Gives the file, which goes with the test. */
export async function bundleProgram(source: string): Promise<string> {
  mkdirSync(CACHE, { recursive: true });
  const folder = mkdtempSync(path.join(CACHE, "program-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const outfile = path.join(folder, "program.mjs");
  await build({
    entryPoints: [path.resolve("tests", source)],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    tsconfig: "tsconfig.json",
  });
  return outfile;
}

/** Runs a program to its end. Gives what it printed; throws with what it complained of. */
export function runProgram(file: string, ...words: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [file, ...words], { stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    let complained = "";
    child.stdout.on("data", (chunk) => {
      said += chunk;
    });
    child.stderr.on("data", (chunk) => {
      complained += chunk;
    });
    child.on("error", reject);
    child.on("close", (code) => (code === 0 ? resolve(said) : reject(new Error(complained || said))));
  });
}
