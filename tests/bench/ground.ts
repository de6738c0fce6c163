// Compares the databases: the cost of a page and of a comment on each, by the number of processes and the
// size of the site.

import { openCorpus } from "./corpus/corpus";
import { LARGE, USUAL } from "./corpus/posts";
import { type Databases, openFiles, openServer } from "./databases";
import { type Load, load } from "./load";
import type { Plan } from "./measure";
import { choosePages, type Page } from "./pages";
import { measureUncached, READERS } from "./reading";
import { startLongtable } from "./servers";
import { milliseconds, number, processorTime, table, whole } from "./table";
import { measureWriting } from "./writing";

const PROCESSES = [1, 2, 3];

type GroundPlan = Omit<Plan, "freshDatabase">;

/** Returns the report. */
export async function measureGround(plan: GroundPlan, { large }: { large: boolean }): Promise<string> {
  plan.say("PostgreSQL: copying the corpus …");
  const files = openFiles(plan.corpus, plan.folder);
  const server = await openServer(plan.corpus);
  try {
    const parts = [
      "# Which database",
      `Written by \`npm run bench -- --databases\`: the site of [bench.md](bench.md) on SQLite and on PostgreSQL 18 (fsync on), which shares the same cores. \`longtable copy\` took ${number(server.copySeconds)} s from SQLite to PostgreSQL, its checks of every row included: ${whole(USUAL.posts)} posts and ${whole(USUAL.comments)} comments.`,
      "## Pages from the cache: requests a second, and processor time of a request",
      await describeCached(plan, [files, server]),
      "## Pages without the cache, one request at a time: its mean time, and its processor time",
      await describePages(plan, [files, server]),
      "## Comments of four writers, by how many processes serve the site",
      await describeWriting(plan, [files, server]),
    ];
    if (large)
      parts.push(
        `## ${whole(LARGE.posts)} posts and ${whole(LARGE.comments)} comments, on SQLite`,
        await describeLarge(plan),
      );
    return `${parts.join("\n\n")}\n`;
  } finally {
    await server.close();
  }
}

/** Whether checking for other processes' changes costs more over a network. */
async function describeCached(plan: GroundPlan, grounds: Databases[]): Promise<string> {
  const pages = choosePages(plan.corpus).all;
  const columns: string[][] = [];
  for (const services of grounds) columns.push(...(await readTogether(plan, services, pages)));
  return tableOf(pages, grounds, columns);
}

/** Two columns: requests per second of each page, and processor time of a request. */
async function readTogether(plan: GroundPlan, services: Databases, pages: Page[]): Promise<string[][]> {
  const server = await startLongtable({ ...plan, freshDatabase: services.fresh, pageCache: true });
  try {
    const loads: Load[] = [];
    for (const page of pages) {
      plan.say(`${page.name}, from the cache on ${services.name} …`);
      const url = server.address + page.path;
      await load(server, url, { connections: READERS, seconds: plan.pace.warmUp });
      loads.push(await load(server, url, { connections: READERS, seconds: plan.pace.seconds }));
    }
    return [loads.map(({ perSecond }) => whole(perSecond)), loads.map(({ cpuMs }) => processorTime(cpuMs))];
  } finally {
    await server.stop();
  }
}

const tableOf = (pages: Page[], grounds: Databases[], columns: string[][]) =>
  table(
    ["Page", ...grounds.flatMap(({ name }) => [name, "Processor time"])],
    pages.map((page, index) => [page.name, ...columns.map((column) => column[index] ?? "")]),
  );

async function describePages(plan: GroundPlan, grounds: Databases[]): Promise<string> {
  const pages = choosePages(plan.corpus).all;
  const columns: string[][] = [];
  for (const services of grounds) {
    const loads = await readAlone(plan, services, pages);
    columns.push(loads.map(({ mean }) => milliseconds(mean)));
    columns.push(loads.map(({ cpuMs }) => processorTime(cpuMs)));
  }
  return tableOf(pages, grounds, columns);
}

/** One request at a time of each page. */
async function readAlone(plan: GroundPlan, services: Databases, pages: Page[]): Promise<Load[]> {
  const server = await startLongtable({ ...plan, freshDatabase: services.fresh, pageCache: false });
  try {
    const loads: Load[] = [];
    for (const page of pages) {
      plan.say(`${page.name}, on ${services.name} …`);
      loads.push((await measureUncached(server, page, plan.pace)).single);
    }
    return loads;
  } finally {
    await server.stop();
  }
}

async function describeWriting(plan: GroundPlan, grounds: Databases[]): Promise<string> {
  const rows: string[][] = [];
  for (const services of grounds)
    for (const processes of PROCESSES) {
      plan.say(`Four writers, ${processes} processes on ${services.name} …`);
      const { perSecond, cpuMs, p50, p99 } = (await writeThrough(plan, services, processes)).beside;
      rows.push([
        services.name,
        whole(processes),
        whole(perSecond),
        processorTime(cpuMs),
        milliseconds(p50),
        milliseconds(p99),
      ]);
    }
  return [
    "Each comment was in the database once afterwards, and `longtable check` found no problems. The processor time is that of the processes that serve the site, not of a database server. Two cores serve all: the processes, the database and the writers.",
    table(["Database", "Processes", "Comments/s", "Processor time", "p50", "p99"], rows),
  ].join("\n\n");
}

async function writeThrough(plan: GroundPlan, services: Databases, processes: number) {
  const options = { ...plan, freshDatabase: services.fresh, pageCache: true };
  const first = await startLongtable(options);
  const others = [];
  try {
    while (others.length < processes - 1) others.push(await startLongtable(options, first.database));
    return await measureWriting([first, ...others], choosePages(plan.corpus).full.path, plan.writingSeconds);
  } finally {
    for (const server of [first, ...others]) await server.stop();
  }
}

async function describeLarge(plan: GroundPlan): Promise<string> {
  const corpus = await openCorpus(LARGE, plan.say);
  const grown = (file: string) => {
    const { all, lists } = choosePages(file);
    return [...all, ...lists];
  };
  const pages = grown(plan.corpus);
  const usual = await readAlone(plan, openFiles(plan.corpus, plan.folder), pages);
  // The large corpus itself, because nothing writes to it and a copy would take gigabytes.
  const itself: Databases = { name: "SQLite", fresh: async () => `file:${corpus}`, close: async () => {} };
  const large = await readAlone(plan, itself, grown(corpus));
  const rows = pages.map(({ name }, index) => {
    const [before = Number.NaN, after = Number.NaN] = [usual[index]?.mean, large[index]?.mean];
    return [name, milliseconds(before), milliseconds(after), number(after / before)];
  });
  return [
    "The same pages on the usual site and on one fifty times as large: flat is 1, and at most 1.5 is meant.",
    table(["Page", "Usual", "Large", "Times"], rows),
  ].join("\n\n");
}
