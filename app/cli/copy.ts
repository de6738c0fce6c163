import { type Database, openDatabase } from "~/platform/database/database.server";
import { inspectDatabase, knownMigrations } from "~/platform/database/inspect.server";
import { migrate } from "~/platform/database/migrations/migrate.server";
import { withoutPassword } from "~/platform/database/url";
import { type CopiedTable, type CopyResult, copySite, isSame } from "~/portability/copy-site.server";
import { explainUnreachable, fromRoot } from "~/server/site-services";
import { readArguments } from "./arguments";
import { misuse } from "./help";
import { createProgress } from "./progress";

/** `longtable copy --from URL --to URL` */
export async function copyCommand(words: string[]): Promise<number> {
  const read = readAddresses(words);
  if ("problem" in read) return misuse("copy", read.problem);
  const { from, to } = read;
  const refusal = (await refuseSource(from)) ?? (await refuseTarget(to));
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

function readAddresses(words: string[]): { from: string; to: string } | { problem: string } {
  const read = readArguments(words, { options: { from: "text", to: "text" } });
  if (!read.ok) return read;
  const { from, to } = read.options;
  if (!from) return { problem: "Missing --from URL." };
  if (!to) return { problem: "Missing --to URL." };
  for (const [option, url] of Object.entries({ from, to }))
    if (!isAddress(url))
      return {
        problem: `--${option} is "${withoutPassword(url)}". It should be a file, such as file:./data/longtable.db, or a server, such as postgresql://user:password@host/database.`,
      };
  return from === to ? { problem: "--from and --to are the same database." } : { from, to };
}

const isAddress = (url: string) => /^file:.+/.test(url) || (/^postgres(ql)?:/.test(url) && URL.canParse(url));

/** The source is only read, so it must already have the newest schema. */
async function refuseSource(from: string): Promise<string | null> {
  const { exists, migrations } = await inspectDatabase(from).catch((error) => {
    throw explainUnreachable(error, from, "--from");
  });
  const name = withoutPassword(from);
  if (!exists) return `There is no database in ${name}. Check --from.`;
  const known = knownMigrations(from, fromRoot("prisma"));
  if (migrations.some((migration) => !known.includes(migration)))
    return `A newer version of Longtable has updated ${name}. Use that version to copy it.`;
  if (migrations.length < known.length)
    return `Start this version of Longtable on ${name} once, then copy it: it still has the tables of an older version.`;
  return null;
}

/** The target is migrated before the comparison, so its data may only come from a copy by this version. */
async function refuseTarget(to: string): Promise<string | null> {
  const { filled, migrations, tables } = await inspectDatabase(to).catch((error) => {
    throw explainUnreachable(error, to, "--to");
  });
  const name = withoutPassword(to);
  const known = knownMigrations(to, fromRoot("prisma"));
  if (tables.length > 0 && !migrations.some((migration) => known.includes(migration)))
    return `Use an empty database as --to: ${name} contains tables of another program. Nothing was changed.`;
  if (filled.length > 0 && known.some((migration) => !migrations.includes(migration)))
    return `Use an empty database as --to: ${name} contains a site of an older version of Longtable. Nothing was changed.`;
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
      `Use an empty database as --to: ${withoutPassword(to.url)} contains other data than ${withoutPassword(from.url)} (${result.what} differs). Nothing was changed. If it is an earlier copy of this site, empty it and copy again.`,
    );
    return 1;
  }
  printTables(result.tables);
  if (result.ok) {
    console.log(
      "Copied. Both databases are the same. Now set DATABASE_URL to the new one, and copy the uploads in DATA_DIR if the site moves.",
    );
    return 0;
  }
  console.error(
    "Stop the site, empty the new database and copy again: the site was changed during the copy, so the two databases differ.",
  );
  return 1;
}

function printTables(tables: CopiedTable[]) {
  const line = (name: string, rows: string, added: string, sum: string) =>
    `${name.padEnd(14)}${rows.padStart(10)}${added.padStart(10)}  ${sum}`;
  console.log(line("table", "rows", "added", "checksum"));
  for (const table of tables) {
    const { name, added, from, to } = table;
    const sum = isSame(table) ? from.sum : `${from.sum}, but ${to.rows} rows and ${to.sum} in the copy`;
    console.log(line(name, String(from.rows), String(added), sum));
  }
}
