// Builds build/ from the sources: database client, pages, the command, the workers for Markdown and password
// strength, and the scripts of the pages.

import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { SCRIPT_NAMES } from "../scripts/scripts.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const SOURCES = ["app", "prisma", "package.json", "remix.config.js", "tsconfig.json", "vite.config.ts"];
const GENERATED = path.join("app", "platform", "generated");
/** A build is made in a folder of its own: one that fails leaves the last one in place, of which a running site may still
 *  load a worker. Beside build/, because the bundles name their sources relative to it. */
const NEW = "build.new";
const BEFORE = "build.before";
const STAMP = "sources.sha256";
/** @typedef {"production" | "development"} Mode */

/** The packages that only the build needs (docs/decisions/0044). */
const TOOLS = ["@remix-run/dev", "esbuild", "prisma-cli", "vite"];
const WITHOUT_TOOLS = `This version isn't built yet, and the build tools aren't installed. Run:
npm ci --include=dev && npm run build && npm prune --omit=dev`;

/** Builds, unless the last build was made from the same sources. Returns its duration in milliseconds, or 0.
 *  Throws when the build fails or its tools aren't installed.
 *  @param {Mode} mode in development, Vite serves the pages and only the rest is built */
export async function ensureBuilt(mode) {
  const stamp = `${mode} ${process.version} ${hashSources()}`;
  if (isBuilt(stamp)) return 0;
  if (!TOOLS.every((tool) => existsSync(path.join(root, "node_modules", tool))))
    throw new Error(WITHOUT_TOOLS);
  const { LOCK_FILE, takeBuildLock } = await import("./build-lock.mjs");
  const release = takeBuildLock(path.join(root, LOCK_FILE));
  try {
    return isBuilt(stamp) ? 0 : await build(mode, stamp);
  } finally {
    empty(NEW);
    release();
  }
}

/** @param {string} stamp */
function isBuilt(stamp) {
  const file = path.join(root, "build", STAMP);
  return existsSync(file) && readFileSync(file, "utf8") === stamp;
}

/**
 * @param {Mode} mode
 * @param {string} stamp
 */
async function build(mode, stamp) {
  // A swap was interrupted.
  if (!existsSync(path.join(root, "build"))) rename(BEFORE, "build");
  empty(NEW);
  mkdirSync(path.join(root, NEW));
  console.log(mode === "production" ? "Building, once for this version …" : "Preparing …");
  const began = Date.now();
  for (const database of ["sqlite", "postgresql"])
    await run("prisma-cli/build/index.js", "generate", "--schema", `prisma/${database}`);
  const pages = mode === "production" && run("vite/bin/vite.js", "build", "--ssr", "--logLevel", "warn");
  const parts = [mode === "production" ? bundleScripts() : developedScripts(), bundleServer(), pages];
  // None may go on writing after the lock is released.
  await Promise.allSettled(parts);
  const [scripts] = await Promise.all(parts);
  writeFileSync(path.join(root, NEW, "scripts.json"), JSON.stringify(scripts));
  if (mode === "production") compressAssets();
  writeFileSync(path.join(root, NEW, STAMP), stamp);
  empty(BEFORE);
  rename("build", BEFORE);
  rename(NEW, "build");
  empty(BEFORE);
  return Date.now() - began;
}

/** Deletes a folder of the project. @param {string} folder */
const empty = (folder) => rmSync(path.join(root, folder), { recursive: true, force: true });

/** Renames a folder of the project, if it exists. @param {string} from @param {string} to */
function rename(from, to) {
  if (existsSync(path.join(root, from))) renameSync(path.join(root, from), path.join(root, to));
}

function hashSources() {
  const hash = createHash("sha256");
  for (const file of SOURCES.flatMap(listFiles))
    hash.update(file).update(readFileSync(path.join(root, file)));
  return hash.digest("hex");
}

/** @param {string} name @returns {string[]} */
function listFiles(name) {
  if (name === GENERATED) return [];
  if (!statSync(path.join(root, name)).isDirectory()) return [name];
  return readdirSync(path.join(root, name))
    .sort()
    .flatMap((entry) => listFiles(path.join(name, entry)));
}

/** Runs a package's command. Its output is shown only if it fails.
 *  @param {string} script
 *  @param {string[]} words */
function run(script, ...words) {
  const file = path.join(root, "node_modules", script);
  const env = { ...process.env, NODE_ENV: "production", PRISMA_HIDE_UPDATE_MESSAGE: "1", BUILD_FOLDER: NEW };
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [file, ...words], {
      cwd: root,
      env: /** @type {NodeJS.ProcessEnv} */ (env),
      stdio: "pipe",
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve(undefined);
      else reject(new Error(`${script} ${words.join(" ")} failed:\n${output}`));
    });
  });
}

const SERVER = /** @type {const} */ ({
  absWorkingDir: root,
  outdir: NEW,
  bundle: true,
  platform: "node",
  target: "node20",
  format: "esm",
  sourcemap: true,
  logLevel: "warning",
});

async function bundleServer() {
  const { build: bundle } = await import("esbuild");
  await bundle({
    ...SERVER,
    entryPoints: {
      longtable: "app/cli/longtable.ts",
      "query-process": "app/platform/database/sqlite/query-process.ts",
    },
    packages: "external",
  });
  // Bundled and minified: loading a hundred packages would triple a worker's start and double its memory.
  // CommonJS: ending a worker while it loads an ES module crashes Node 20.
  await bundle({
    ...SERVER,
    entryPoints: {
      "markdown-worker": "app/markdown/renderer/worker.ts",
      "password-worker": "app/accounts/password/password-worker.ts",
      "document-worker": "app/media/document/document-worker.ts",
      "picture-process": "app/media/picture/picture-process.ts",
    },
    external: ["sharp"],
    format: "cjs",
    outExtension: { ".js": ".cjs" },
    minify: true,
  });
}

/** Returns the address of each script by name. */
async function bundleScripts() {
  const { build: bundle } = await import("esbuild");
  const { metafile } = await bundle({
    absWorkingDir: root,
    entryPoints: Object.fromEntries(SCRIPT_NAMES.map((name) => [name, `app/scripts/${name}.ts`])),
    outdir: `${NEW}/client/assets`,
    entryNames: "[name]-[hash]",
    bundle: true,
    minify: true,
    target: "es2020",
    format: "esm",
    metafile: true,
    logLevel: "warning",
  });
  return Object.fromEntries(
    Object.entries(metafile.outputs).map(([file, { entryPoint = "" }]) => [
      path.basename(entryPoint, ".ts"),
      `/assets/${path.basename(file)}`,
    ]),
  );
}

/** The same in development, where Vite serves each script from its source. */
const developedScripts = () =>
  Object.fromEntries(SCRIPT_NAMES.map((name) => [name, `/app/scripts/${name}.ts`]));

/** Compressed once at the highest level, so that the server never has to. */
function compressAssets() {
  const folder = path.join(root, NEW, "client", "assets");
  for (const file of readdirSync(folder).filter((name) => /\.(css|js|svg)$/.test(name))) {
    const bytes = readFileSync(path.join(folder, file));
    writeFileSync(path.join(folder, `${file}.br`), brotliCompressSync(bytes));
    writeFileSync(path.join(folder, `${file}.gz`), gzipSync(bytes, { level: 9 }));
  }
}
