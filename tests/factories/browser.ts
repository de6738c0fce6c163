// A real Chromium for tests: the one from `npm ci`, or the one on this machine.

import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { type Browser, chromium } from "playwright-core";

/** Tests run as root in containers without network: no sandbox, no background requests. One renderer process for all
 *  pages of a context, because a start takes longer than most tests. */
const FLAGS = [
  ...["--no-sandbox", "--disable-background-networking", "--disable-quic"],
  ...["--process-per-site", "--renderer-process-limit=1", "--disable-site-isolation-trials"],
];

interface Found {
  executablePath: string;
  env?: Record<string, string>;
}

/** Opens a browser, which the caller closes: $CHROMIUM_PATH, else the packaged one, which is built without windows and
 *  needs half the processor time, else `installed`. If none starts, throws with what to install or set; browser tests
 *  are never skipped. */
export async function openBrowser({
  chosen = process.env.CHROMIUM_PATH as string | undefined,
  packaged = findPackaged,
  installed = "/usr/bin/chromium",
  profileFolder = tmpdir(),
} = {}): Promise<Browser> {
  if (chosen && !existsSync(chosen)) throw new Error(`CHROMIUM_PATH is ${chosen}, where there is no file.`);
  if (chosen) return launch({ executablePath: chosen }, profileFolder);
  try {
    return await launch(await packaged(), profileFolder);
  } catch (error) {
    if (!existsSync(installed)) throw error;
    return launch({ executablePath: installed }, profileFolder);
  }
}

async function launch(found: Found, profileFolder: string): Promise<Browser> {
  const { TMPDIR } = process.env;
  // Playwright has no other setting for the folder of the profile.
  process.env.TMPDIR = profileFolder;
  try {
    return await chromium.launch({ ...found, args: FLAGS });
  } catch (error) {
    throw new Error(explainNoStart(found.executablePath, String(error)), { cause: error });
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
  }
}

/** Explains what to do about a browser that didn't start, from its output. */
export function explainNoStart(executablePath: string, said: string): string {
  const library = /error while loading shared libraries: (\S+?):/.exec(said)?.[1];
  const reason = library
    ? `it lacks the library ${library}`
    : said.trim().split("\n").slice(0, 12).join("\n");
  return [
    `${executablePath} did not start: ${reason}.`,
    "Install a Chromium with all that it needs (on Debian and Ubuntu: apt-get install chromium),",
    "or set CHROMIUM_PATH to one that runs on this machine.",
  ].join("\n");
}

const PACKAGE = "@sparticuz/chromium";

/** Unpacked once per version into the temporary folder, and renamed when it is complete. */
export async function findPackaged(): Promise<Found> {
  const folder = path.join(tmpdir(), `longtable-chromium-${readPackageVersion()}`);
  if (!existsSync(folder)) await unpack(folder);
  return {
    executablePath: path.join(folder, "chromium"),
    env: {
      ...definedOf(process.env),
      // The package contains libraries that a minimal system lacks.
      LD_LIBRARY_PATH: [path.join(folder, "al2023", "lib"), process.env.LD_LIBRARY_PATH]
        .filter(Boolean)
        .join(":"),
      ...(!existsSync("/etc/fonts/fonts.conf") && { FONTCONFIG_FILE: path.join(folder, "fonts.conf") }),
    },
  };
}

function readPackageVersion(): string {
  try {
    const entry = createRequire(import.meta.url).resolve(PACKAGE);
    const root = entry.slice(0, entry.lastIndexOf(PACKAGE) + PACKAGE.length);
    return createRequire(import.meta.url)(path.join(root, "package.json")).version;
  } catch (cause) {
    throw new Error(
      `There is no Chromium: neither $CHROMIUM_PATH, nor the package ${PACKAGE}, nor /usr/bin/chromium.\n` +
        "Run npm ci with the development packages, or install Chromium, or set CHROMIUM_PATH.",
      { cause },
    );
  }
}

/** In its own process, because the package unpacks into the process's temporary folder. Simultaneous calls
 *  each unpack their own copy until the rename. */
async function unpack(folder: string) {
  const mine = mkdtempSync(`${folder}-`);
  const program = `import("${PACKAGE}").then((it) => it.default.executablePath())`;
  await promisify(execFile)(process.execPath, ["-e", program], {
    // With this variable the package unpacks its libraries too.
    env: { ...process.env, TMPDIR: mine, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs22.x" },
  });
  mkdirSync(path.join(mine, "cache"));
  writeFileSync(path.join(mine, "fonts.conf"), fontSettings(folder));
  try {
    renameSync(mine, folder);
  } catch (error) {
    rmSync(mine, { recursive: true, force: true });
    if (!existsSync(path.join(folder, "chromium"))) throw error;
  }
}

const fontSettings = (folder: string) => `<?xml version="1.0"?>
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>${folder}/fonts</dir>
  <cachedir>${folder}/cache</cachedir>
</fontconfig>
`;

const definedOf = (env: NodeJS.ProcessEnv) =>
  Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
