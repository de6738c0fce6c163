// `npm run bench`: measures, and writes the report to the screen and to docs/.
//
//   --only PART      measures one part: cached, uncached, changed, comments, people, drafting, uploading, following, listening, filter, queue, books or floods; prints to the screen only
//   --databases      compares the databases with several processes (docs/bench-databases.md)
//   --large          with --databases: also on a site fifty times as large, which takes minutes and gigabytes
//   --search ON      measures the search of a site of a million responses, on sqlite or postgresql, which takes minutes and gigabytes;
//                    ON may be the address of a database that is filled once, and kept for the next run
//   --quick          one second per case, as a check of the benchmark; the report is not kept
//   --profile DIR    writes CPU profiles of the servers to DIR

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { fromRoot } from "~/server/site-services";
import { openCorpus } from "./corpus/corpus";
import { USUAL } from "./corpus/posts";
import { openFiles } from "./databases";
import { describeFloods } from "./flood-report";
import { measureGround } from "./ground";
import { measure, PARTS, type Plan } from "./measure";
import { choosePages, type Pages } from "./pages";
import {
  booksText,
  cachedTable,
  changedTable,
  describe,
  draftingText,
  filterText,
  followingText,
  listeningText,
  peopleText,
  queueText,
  uncachedTable,
  uploadingText,
  writingText,
} from "./report";
import { LARGE, measureSearch } from "./searching";

const FULL = { pace: { warmUp: 1, seconds: 6, rounds: 3 }, writingSeconds: 10, floodSeconds: 15 };
const QUICK = { pace: { warmUp: 1, seconds: 1, rounds: 1 }, writingSeconds: 2, floodSeconds: 3 };

export async function bench(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: "string" },
      databases: { type: "boolean" },
      large: { type: "boolean" },
      quick: { type: "boolean" },
      search: { type: "string" },
      profile: { type: "string" },
    },
  });
  if (values.only !== undefined && !isPart(values.only)) {
    console.error(`--only is "${values.only}". Use one of ${Object.keys(ONLY).join(", ")}.`);
    return 2;
  }
  const say = (line: string) => console.error(line);
  if (values.search !== undefined) return benchSearch(values.search, values.quick ?? false, say);
  const corpus = await openCorpus(USUAL, say);
  const folder = mkdtempSync(path.join(tmpdir(), "longtable-bench-"));
  const profiles = values.profile && path.resolve(values.profile);
  const plan = { ...(values.quick ? QUICK : FULL), corpus, folder, profiles, say };
  try {
    if (values.only !== undefined) {
      console.log(await ONLY[values.only](onFiles(plan), choosePages(corpus)));
      return 0;
    }
    const [file, report] = values.databases
      ? ["docs/bench-databases.md", await measureGround(plan, { large: values.large ?? false })]
      : ["docs/bench.md", await measureSite(plan)];
    console.log(report);
    if (!values.quick && !profiles) writeFileSync(fromRoot(file), report);
    return 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Measures a part and describes it. */
const ONLY = {
  cached: async (...given: Given) => cachedTable(await PARTS.cached(...given)),
  uncached: async (...given: Given) => uncachedTable(await PARTS.uncached(...given)),
  changed: async (...given: Given) => changedTable(await PARTS.changed(...given)),
  comments: async (...given: Given) => writingText(await PARTS.comments(...given)),
  people: async (...given: Given) => peopleText(await PARTS.people(...given)),
  drafting: async (...given: Given) => draftingText(await PARTS.drafting(...given)),
  uploading: async (...given: Given) => uploadingText(await PARTS.uploading(...given)),
  following: async (...given: Given) => followingText(await PARTS.following(...given)),
  listening: async (...given: Given) => listeningText(await PARTS.listening(...given)),
  filter: async (...given: Given) => filterText(await PARTS.filter(given[0])),
  queue: async (...given: Given) => queueText(await PARTS.queue(given[0])),
  books: async (...given: Given) => booksText(await PARTS.books(given[0])),
  floods: async (...given: Given) => describeFloods((await PARTS.floods(...given)).floods),
};

type Given = [Plan, Pages];

const isPart = (word: string): word is keyof typeof ONLY => Object.hasOwn(ONLY, word);

type GroundPlan = Parameters<typeof measureGround>[0];

const onFiles = (plan: GroundPlan) => ({
  ...plan,
  freshDatabase: openFiles(plan.corpus, plan.folder).fresh,
});

const measureSite = async (plan: GroundPlan): Promise<string> =>
  describe(await measure(onFiles(plan)), new Date());

/** Measures the search; with `quick`, over a tenth of the site. */
async function benchSearch(on: string, quick: boolean, say: (line: string) => void): Promise<number> {
  const folder = mkdtempSync(path.join(tmpdir(), "longtable-bench-"));
  const size = quick ? { posts: LARGE.posts / 10, comments: LARGE.comments / 10 } : LARGE;
  try {
    console.log(await measureSearch(folder, on, size, say));
    return 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
