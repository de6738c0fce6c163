// Entry point of `npm run bench`: builds the site and the benchmark, then runs it.

import { fileURLToPath } from "node:url";
import { build as bundle } from "esbuild";
import { ensureBuilt } from "../../app/cli/build.mjs";

await ensureBuilt("production");
await bundle({
  absWorkingDir: fileURLToPath(new URL("../..", import.meta.url)),
  entryPoints: {
    bench: "tests/bench/bench.ts",
    "bench-bare-server": "tests/bench/bare-server.ts",
    "bench-flooder": "tests/bench/flooder.ts",
    "bench-mail-sink": "tests/bench/mail-sink.ts",
    "bench-uploader": "tests/bench/uploader.ts",
  },
  outdir: "build",
  bundle: true,
  packages: "external",
  platform: "node",
  target: "node20",
  format: "esm",
  sourcemap: true,
  logLevel: "warning",
});
const { bench } = await import(new URL("../../build/bench.js", import.meta.url).href);
process.exit(await bench(process.argv.slice(2)));
