// Where every command begins: makes the build if it is missing or older than its sources, then hands over to it.

import { ensureBuilt } from "./build.mjs";

const [command = "help"] = process.argv.slice(2);

// `longtable jobs list | head` reads as much as it wants, and then closes the pipe.
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
// `build` itself has nothing left to do, but may have been asked for its help.
if (command !== "build" || process.argv.length > 3) {
  process.env.NODE_ENV ??= command === "dev" ? "development" : "production";
  const { main } = await import(new URL("../../build/longtable.js", import.meta.url).href);
  process.exit(await main(process.argv.slice(2)));
}
