// The build, with its tools installed and without.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { dependencies, devDependencies } from "../../package.json";
import { temporaryFolder } from "../factories/database";

const read = (name: string) => readFileSync(name, "utf8");
const listIn = (name: string) =>
  [
    ...(new RegExp(`const ${name} = \\[(.*)\\]`).exec(read("app/cli/build.mjs"))?.[1] ?? "").matchAll(
      /"([^"]+)"/g,
    ),
  ].map(([, word = ""]) => word);

/** Imports of the build and of development. */
const BUILDING = ["app/cli/build.mjs", "app/routes.ts", "app/routes/moderating/routes.ts", "vite"];
/** Packages loaded by the generated database client, and by require() for the log on a terminal. */
const LOADED_OTHERWISE = ["@prisma/client", "pino-pretty"];

const IMPORTS =
  /(?:^(?:import|export) (?!type\b)[^;"]*from |^import |(?<!typeof )\b(?:import|require)\()"([^".~][^"]*)"/gm;
const packageOf = (name: string) => name.split("/", name.startsWith("@") ? 2 : 1).join("/");

test("keeps every package that a running site loads, and no other, in dependencies", () => {
  const files = readdirSync("app", { recursive: true, encoding: "utf8" })
    .map((name) => path.join("app", name))
    .filter((name) => /\.(tsx?|mjs)$/.test(name) && !/generated/.test(name) && !BUILDING.includes(name));
  const loaded = files
    .flatMap((file) => [...read(file).matchAll(IMPORTS)].map(([, name = ""]) => packageOf(name)))
    .filter((name) => !name.startsWith("node:") && !BUILDING.includes(name));
  expect([...new Set([...loaded, ...LOADED_OTHERWISE])].sort()).toEqual(Object.keys(dependencies).sort());
});

test("keeps the build's tools in devDependencies", () => {
  const tools = listIn("TOOLS");
  expect(Object.keys(devDependencies)).toEqual(expect.arrayContaining(tools));
  expect(Object.keys(dependencies)).not.toEqual(expect.arrayContaining(tools));
});

/** A copy of the sources. Returns its folder. */
function copySources() {
  const folder = temporaryFolder();
  for (const source of listIn("SOURCES"))
    cpSync(source, path.join(folder, source), { recursive: true, verbatimSymlinks: true });
  return folder;
}

/** Links the packages, except that which generates the database client: the copied sources have it. */
function linkPackages(folder: string) {
  const generator = path.join(folder, "node_modules/prisma-cli/build");
  mkdirSync(generator, { recursive: true });
  writeFileSync(path.join(generator, "index.js"), "");
  for (const name of readdirSync("node_modules").filter((name) => name !== "prisma-cli" && name !== ".cache"))
    symlinkSync(path.resolve("node_modules", name), path.join(folder, "node_modules", name));
}

async function runIn(folder: string, command: string) {
  const child = spawn(process.execPath, [path.join(folder, "app/cli/main.mjs"), command]);
  const [said, [code]] = await Promise.all([text(child.stderr), once(child, "close")]);
  return { said, code };
}

test("leaves the last build in place when a build fails", async () => {
  const folder = copySources();
  linkPackages(folder);
  mkdirSync(path.join(folder, "build/client/assets"), { recursive: true });
  const files = ["longtable.js", "markdown-worker.cjs", "scripts.json", "client/assets/root.css"];
  for (const file of [...files, "sources.sha256"]) writeFileSync(path.join(folder, "build", file), "earlier");
  // The other parts of the build succeed.
  writeFileSync(path.join(folder, "vite.config.ts"), "throw new Error('a broken page');");
  const { said, code } = await runIn(folder, "build");
  expect([code, said]).toEqual([1, expect.stringContaining("a broken page")]);
  for (const file of [...files, "sources.sha256"])
    expect(read(path.join(folder, "build", file))).toBe("earlier");
  expect(readdirSync(folder).filter((name) => name.startsWith("build"))).toEqual(["build"]);
});

test.each(["start", "build", "backup"])(
  "%s without a build and its tools prints the command that builds, and exits with 1",
  async (command) => {
    const { said, code } = await runIn(copySources(), command);
    expect([said.split("\n")[1], code]).toEqual([
      "npm ci --include=dev && npm run build && npm prune --omit=dev",
      1,
    ]);
    expect(read("docs/operating.md")).toContain("npm ci && npm run build && npm prune --omit=dev");
  },
);
