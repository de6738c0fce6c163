// A run with a failing test file exits with a failure.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { text } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import { fromRoot } from "~/server/site-services";
import { temporaryFolder } from "./factories/database";

/** The project's own configuration, for the planted test file only. */
const settingsFor = (project: string, folder: string) => `
  import config from ${JSON.stringify(fromRoot("vitest.config.ts"))};
  const { projects, ...shared } = config.test;
  const [{ test, ...rest }] = projects.filter(({ test }) => test.name === "${project}");
  const here = { dir: ${JSON.stringify(folder)}, include: ["planted.test.ts"] };
  export default { ...config, test: { ...shared, projects: [{ ...rest, test: { ...test, ...here } }] } };
`;

/** Runs one test file on a database. Returns the exit code and the output. */
async function runPlanted(project: string, source: string) {
  const folder = temporaryFolder();
  const config = path.join(folder, "vitest.config.ts");
  writeFileSync(config, settingsFor(project, folder));
  writeFileSync(path.join(folder, "planted.test.ts"), source);
  const words = ["node_modules/vitest/vitest.mjs", "run", "--root", fromRoot("."), "--config", config];
  const child = spawn(process.execPath, words, {
    // A clean environment: variables that vitest sets for its workers must not reach the inner run.
    env: { PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: "test", NO_COLOR: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => void child.kill("SIGTERM"));
  const [said, complaints, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close"),
  ]);
  return { code, said: said + complaints };
}

test.each(["sqlite", "postgresql"])("exits with 1 on %s when a file fails", async (project) => {
  const { code, said } = await runPlanted(project, 'throw new Error("planted");');
  expect([code, said]).toEqual([1, expect.stringContaining("Error: planted")]);
});
