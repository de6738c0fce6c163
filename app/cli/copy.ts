import { parseArgs } from "node:util";
import { type Database, openDatabase } from "~/platform/database/database.server";
import { inspectDatabase, knownMigrations } from "~/platform/database/inspect.server";
import { migrate } from "~/platform/database/migrate.server";
import { withoutPassword } from "~/platform/database/url";
import { type CopiedTable, type CopyResult, copySite, isSame } from "~/portability/copy-site.server";
import { explainUnreachable, fromRoot } from "./ground";
import { createProgress } from "./progress";

const USAGE = "Say what to copy: longtable copy --from URL --to URL";

/** `longtable copy --from URL --to URL` */
export async function copyCommand(words: string[]): Promise<number> {
  const addresses = readAddresses(words);
  if (!addresses) {
    console.error(USAGE);
    return 2;
  }
  const { from, to } = addresses;
  const refusal = await refuseSource(from);
  if (refusal) {
    console.error(refusal);
    return 1;
  }
  await migrate(to, fromRoot("prisma")).catch((error) => {
    throw explainUnreachable(error, to, "--to");
  });
  const source = openDatabase(from);
  const target = openDatabase(to);
  try {
    return await copy({ db: source, url: from }, { db: target, url: to });
  } finally {
    await source.close();
    await target.close();
  }
}

function readAddresses(words: string[]): { from: string; to: string } | null {
  try {
    const options = { from: { type: "string" }, to: { type: "string" } } as const;
    const { from, to } = parseArgs({ args: words, options }).values;
    return from && to && from !== to && [from, to].every(isAddress) ? { from, to } : null;
  } catch {
    return null;
  }
}

const isAddress = (url: string) => /^file:.+/.test(url) || (/^postgres(ql)?:/.test(url) && URL.canParse(url));

/** The source is only read: so it has to be at the newest schema already. */
async function refuseSource(from: string): Promise<string | null> {
  const { exists, migrations } = await inspectDatabase(from).catch((error) => {
    throw explainUnreachable(error, from, "--from");
  });
  const name = withoutPassword(from);
  if (!exists) return `There is no database at ${name}.`;
  const known = knownMigrations(from, fromRoot("prisma"));
  if (migrations.some((migration) => !known.includes(migration)))
    return `${name} belongs to a newer version of Longtable: copy it with that one.`;
  if (migrations.length < known.length)
    return `${name} belongs to an older version of Longtable: start this version on it once, then copy it.`;
  return null;
}

async function copy(from: { db: Database; url: string }, to: { db: Database; url: string }): Promise<number> {
  const progress = createProgress();
  let result: CopyResult;
  try {
    result = await copySite(from, to, progress.add);
  } finally {
    progress.end();
  }
  if (!result.ok && result.reason === "copy.another-site") {
    console.error(
      `${withoutPassword(to.url)} holds something else than ${withoutPassword(from.url)}: ${result.what} differs. ` +
        "Nothing was changed. Name an empty database; or, if the site has gone on since an earlier copy, empty this one.",
    );
    return 1;
  }
  printTables(result.tables);
  if (result.ok) {
    console.log("Both hold the same. Set DATABASE_URL to the new one, and take the folder of uploads along.");
    return 0;
  }
  console.error(
    "The two differ: somebody wrote while it was being copied. Stop the site, empty the target, and copy again.",
  );
  return 1;
}

function printTables(tables: CopiedTable[]) {
  const line = (name: string, rows: string, added: string, sum: string) =>
    `${name.padEnd(14)}${rows.padStart(10)}${added.padStart(10)}  ${sum}`;
  console.log(line("table", "rows", "added", "sum of hashes"));
  for (const table of tables) {
    const { name, added, from, to } = table;
    const sum = isSame(table) ? from.sum : `${from.sum}, but ${to.rows} rows and ${to.sum} in the copy`;
    console.log(line(name, String(from.rows), String(added), sum));
  }
}
