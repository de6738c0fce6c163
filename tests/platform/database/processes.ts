// Runs the tests' own programs as separate processes.

import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import { onTestFinished } from "vitest";

// Inside node_modules, so that the bundle can import packages.
const CACHE = path.resolve("node_modules/.cache/longtable-tests");

/** Bundles a program of the tests with its imports from app/. Returns the file, which is deleted after the
 *  test. */
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

/** Runs a program. Resolves with its standard output; rejects with its standard error if it fails. */
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
