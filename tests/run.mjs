// `npm test`: format, types and tests. With arguments, as in `npm test -- tests/comments`, only those tests.

import { ensureBuilt } from "../app/cli/build.mjs";
import { runAll } from "./run-all.mjs";

const words = process.argv.slice(2);
const tests = { name: "tests", words: ["node_modules/vitest/vitest.mjs", "run", ...words] };

// The types need the database client, which the build generates.
await ensureBuilt("production").catch((error) => {
  console.error(error.message);
  process.exit(1);
});
process.exitCode = await runAll(
  words.length > 0
    ? [tests]
    : [
        { name: "format", words: ["node_modules/@biomejs/biome/bin/biome", "check"] },
        // By one thread it takes a third less of the processor, which the tests have meanwhile.
        { name: "types", words: ["node_modules/typescript/bin/tsc", "--noEmit", "--singleThreaded"] },
        tests,
      ],
);
