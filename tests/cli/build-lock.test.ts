import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { LOCK_FILE, takeBuildLock } from "../../app/cli/build-lock.mjs";
import { temporaryFolder } from "../factories/database";

/** Another process that builds. It prints the messages of takeBuildLock(), then "Mine." when it has the
 *  lock. */
function takeElsewhere(file: string, limitMs?: number) {
  const module = pathToFileURL(path.resolve("app/cli/build-lock.mjs")).href;
  const script = `
    import { takeBuildLock } from ${JSON.stringify(module)};
    try { takeBuildLock(${JSON.stringify(file)}, ${limitMs}); console.log("Mine.") } catch (error) { console.log(error.message) }`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script]);
  let said = "";
  child.stdout.on("data", (chunk) => {
    said += chunk;
  });
  return { first: once(child.stdout, "data"), ended: once(child, "close").then(() => said) };
}

const WAITING = "Waiting for another build in this folder to finish …\n";

test("waits for another build, with a message", async () => {
  const file = path.join(temporaryFolder(), "cache/lock.db");
  const release = takeBuildLock(file);
  const other = takeElsewhere(file);
  await other.first;
  release();
  expect(await other.ended).toBe(`${WAITING}Mine.\n`);
});

test("gives up waiting for another build after the limit", async () => {
  const file = path.join(temporaryFolder(), "lock.db");
  const release = takeBuildLock(file);
  const { ended } = takeElsewhere(file, 60);
  expect(await ended).toBe(
    `${WAITING}Another build in this folder has run for more than 0 minutes. Stop it and try again.\n`,
  );
  release();
});

test("explains what to do if the folder isn't writable", () => {
  const file = path.join(temporaryFolder(), "taken");
  writeFileSync(file, "");
  expect(() => takeBuildLock(path.join(file, "lock.db"))).toThrow(
    `account that can write to ${file}: the build`,
  );
});

test("the lock file is outside the folder that a build replaces", () => {
  expect(path.relative("build", LOCK_FILE)).toMatch(/^\.\.\//);
});
