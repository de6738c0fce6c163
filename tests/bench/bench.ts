// `npm run bench`: measures, and says what it found on the screen and in docs/bench.md.
//
//   --quick          a second a case, to see that it works; the figures are worth little, and are not kept
//   --profile DIR    leaves profiles of the servers' processor time in DIR

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { fromRoot } from "~/cli/ground";
import { openCorpus } from "./corpus/corpus";
import { measure } from "./measure";
import { describe } from "./report";

const FULL = { pace: { warmUp: 1, seconds: 6, rounds: 3 }, writingSeconds: 10 };
const QUICK = { pace: { warmUp: 1, seconds: 1, rounds: 1 }, writingSeconds: 2 };

export async function bench(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { quick: { type: "boolean" }, profile: { type: "string" } },
  });
  const say = (line: string) => console.error(line);
  const corpus = await openCorpus(say);
  const folder = mkdtempSync(path.join(tmpdir(), "longtable-bench-"));
  const profiles = values.profile && path.resolve(values.profile);
  try {
    const figures = await measure({ ...(values.quick ? QUICK : FULL), corpus, folder, profiles, say });
    const report = describe(figures, new Date());
    console.log(report);
    if (!values.quick && !profiles) writeFileSync(fromRoot("docs/bench.md"), report);
    return 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
