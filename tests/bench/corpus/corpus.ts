// The corpus's database file, kept between runs until its sources change.

import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { RENDER_VERSION } from "~/markdown/version";
import { fromRoot } from "~/server/site-services";
import { checkCorpus } from "./check-corpus";
import type { Size } from "./posts";
import { writeCorpus } from "./write-corpus";

const KEPT = "node_modules/.cache/longtable-bench";
/** Sources that determine the file, besides the version of the Markdown renderer. */
const MAKERS = [
  "tests/bench/corpus",
  "prisma/sqlite/migrations",
  "app/comments/thread/thread.ts",
  "app/responses/response-pages.ts",
  "app/search/index",
  "app/search/words",
];

/** Returns the path of the corpus's database, which must be copied before writing to it. */
export async function openCorpus(size: Size, say: (line: string) => void): Promise<string> {
  const folder = path.join(fromRoot(KEPT), size.name);
  const file = path.join(folder, `${hashMakers()}.db`);
  mkdirSync(folder, { recursive: true });
  if (readdirSync(folder).includes(path.basename(file))) return file;

  say(`Making the ${size.name} corpus, once for this version …`);
  for (const old of readdirSync(folder)) rmSync(path.join(folder, old));
  const making = path.join(folder, "making.db");
  await writeCorpus(making, size);
  checkCorpus(making, size);
  renameSync(making, file);
  return file;
}

function hashMakers(): string {
  const hash = createHash("sha256").update(String(RENDER_VERSION));
  for (const file of MAKERS.flatMap(listFiles)) hash.update(file).update(readFileSync(fromRoot(file)));
  return hash.digest("hex").slice(0, 16);
}

function listFiles(name: string): string[] {
  if (!statSync(fromRoot(name)).isDirectory()) return [name];
  return readdirSync(fromRoot(name))
    .sort()
    .flatMap((entry) => listFiles(path.join(name, entry)));
}
