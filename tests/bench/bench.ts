// `npm run bench`: measures, and says what it found on the screen and in docs/.
//
//   --ground         the databases beside each other, in several processes (docs/bench-databases.md)
//   --large          with that: a site fifty times as large, which takes minutes and gigabytes to make
//   --quick          a second a case, to see that it works; the figures are worth little, and are not kept
//   --profile DIR    leaves profiles of the servers' processor time in DIR

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { fromRoot } from "~/cli/ground";
import { openCorpus } from "./corpus/corpus";
import { USUAL } from "./corpus/posts";
import { openFiles } from "./databases";
import { measureGround } from "./ground";
import { measure } from "./measure";
import { describe } from "./report";

const FULL = { pace: { warmUp: 1, seconds: 6, rounds: 3 }, writingSeconds: 10 };
const QUICK = { pace: { warmUp: 1, seconds: 1, rounds: 1 }, writingSeconds: 2 };

export async function bench(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      ground: { type: "boolean" },
      large: { type: "boolean" },
      quick: { type: "boolean" },
      profile: { type: "string" },
    },
  });
  const say = (line: string) => console.error(line);
  const corpus = await openCorpus(USUAL, say);
  const folder = mkdtempSync(path.join(tmpdir(), "longtable-bench-"));
  const profiles = values.profile && path.resolve(values.profile);
  const plan = { ...(values.quick ? QUICK : FULL), corpus, folder, profiles, say };
  try {
    const [file, report] = values.ground
      ? ["docs/bench-databases.md", await measureGround(plan, { large: values.large ?? false })]
      : ["docs/bench.md", await measureSite(plan)];
    console.log(report);
    if (!values.quick && !profiles) writeFileSync(fromRoot(file), report);
    return 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureSite(plan: Parameters<typeof measureGround>[0]): Promise<string> {
  const freshDatabase = openFiles(plan.corpus, plan.folder).fresh;
  return describe(await measure({ ...plan, freshDatabase }), new Date());
}
