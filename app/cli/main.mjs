// Entry point of every command: builds if the build is missing or outdated, then runs it.

import { ensureBuilt } from "./build.mjs";

const [command = "help"] = process.argv.slice(2);

// In `longtable jobs list | head`, head closes the pipe before the command has ended.
if (command !== "start" && command !== "dev")
  process.stdout.on("error", (/** @type {NodeJS.ErrnoException} */ error) => {
    if (error.code !== "EPIPE") throw error;
    process.exit();
  });

const built = await ensureBuilt(command === "dev" ? "development" : "production").catch((error) => {
  console.error(error.message);
  return process.exit(1);
});
if (built) console.log(`Built in ${(built / 1000).toFixed(1)} s.`);
// `build` is done by now, unless its help was asked for.
if (command !== "build" || process.argv.length > 3) {
  process.env.NODE_ENV ??= command === "dev" ? "development" : "production";
  const { main } = await import(new URL("../../build/longtable.js", import.meta.url).href);
  process.exit(await main(process.argv.slice(2)));
}
