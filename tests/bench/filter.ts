// The spam filter: what an assessment costs with its reads of the database, and how often it is right. In this process,
// because a server does much else for a reply.

import { assess } from "~/moderation/spam/filter.server";
import { learn } from "~/moderation/spam/lessons.server";
import { keepShingles } from "~/moderation/spam/near-copies.server";
import { sampleShingles } from "~/moderation/spam/shingles";
import { type Database, openDatabase } from "~/platform/database/database.server";
import { asHtml, languageOf, readSampleParagraphs, readSet } from "../factories/spam-set";
import { words } from "./corpus/prose";
import { createRandom } from "./corpus/random";

const ASSESSMENTS = 300;
const WARM_UP = 200;
const WORDS = 60;
/** Comments of the corpus that are learnt, as from those that stay published. */
const SETTLED = 2_000;
const AT_ONCE = 500;
/** Recent comments that copies are sought among. */
const RECENT = 10_000;
/** A text that is one character below the limit of a reply. */
const LONGEST = 19_999;
const LANGUAGES = ["English", "French", "Japanese"] as const;

export interface FilterFigures {
  /** Milliseconds of processor time of one assessment, by what is assessed. */
  costs: { what: string; cpuMs: number }[];
  /** By language, and before anything was learnt. */
  rates: { what: string; ham: number; held: number; spam: number; missed: number }[];
}

export async function measureFilter(database: string): Promise<FilterFigures> {
  const db = openDatabase(database);
  const random = createRandom(12);
  const text = (count: number) => asHtml(`${words(random, count)}.`);
  try {
    const costs = [{ what: "60 words, before any training", cpuMs: await cost(db, () => text(WORDS)) }];
    const rates = [await rate(db, "Before any training", () => true)];
    const rows = await db.comment.findMany({
      orderBy: { id: "asc" },
      take: RECENT,
      select: { id: true, html: true },
    });
    await learnSets(db, rows);
    // Before the corpus is learnt, which is made of the sample blog's words.
    for (const language of LANGUAGES)
      rates.push(await rate(db, language, (one) => languageOf(one) === language));
    await learnCorpus(db, rows);
    costs.push({ what: "60 words", cpuMs: await cost(db, () => text(WORDS)) });
    for (const language of LANGUAGES) {
      const unseen = [...readSet("unseen-ham"), ...readSet("unseen-spam")];
      const texts = unseen.filter((one) => languageOf(one) === language).map(asHtml);
      let next = 0;
      costs.push({ what: language, cpuMs: await cost(db, () => texts[next++ % texts.length] ?? "") });
    }
    const longest = () => asHtml(words(random, LONGEST / 5).slice(0, LONGEST));
    costs.push({ what: "The longest reply", cpuMs: await cost(db, longest) });
    return { costs, rates };
  } finally {
    await db.close();
  }
}

type Rows = { id: number; html: string }[];

/** Lets it learn the sets for tests, as if comments of the corpus had these texts. */
async function learnSets(db: Database, rows: Rows): Promise<void> {
  const now = new Date();
  let next = 0;
  for (const set of ["learnt-spam", "learnt-ham"] as const) {
    const texts = readSet(set).map((body) => ({
      ...{ id: rows[next++]?.id ?? 0, html: asHtml(body) },
      ...{ name: "", site: "" },
    }));
    await db.write((tx) => learn(tx, texts, set === "learnt-spam", now));
  }
}

/** Lets it learn comments of the corpus, and seek copies among recent ones. */
async function learnCorpus(db: Database, rows: Rows): Promise<void> {
  const now = new Date();
  const settled = rows.slice(-SETTLED).map((row) => ({ ...row, name: "", site: "" }));
  for (let at = 0; at < settled.length; at += AT_ONCE)
    await db.write((tx) => learn(tx, settled.slice(at, at + AT_ONCE), false, now));
  for (let at = 0; at < rows.length; at += AT_ONCE)
    await db.write(async (tx) => {
      for (const { id, html } of rows.slice(at, at + AT_ONCE))
        await keepShingles(tx, id, sampleShingles(html), now);
    });
}

/** The mean of many assessments, with the reads. */
async function cost(db: Database, html: () => string): Promise<number> {
  const run = async (texts: string[]) => {
    for (const one of texts) await assess(db, { postId: 1, html: one, name: "Ada Farrow", site: "" });
  };
  await run(Array.from({ length: WARM_UP }, html));
  const texts = Array.from({ length: ASSESSMENTS }, html);
  const before = process.cpuUsage();
  await run(texts);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / ASSESSMENTS;
}

async function rate(db: Database, what: string, counts: (text: string) => boolean) {
  const suspected = async (texts: string[]) => {
    let found = 0;
    for (const body of texts)
      if ((await assess(db, { postId: 1, html: asHtml(body), name: "", site: "" })).isSuspected) found++;
    return { of: texts.length, found };
  };
  const ham = await suspected([...readSet("unseen-ham"), ...readSampleParagraphs()].filter(counts));
  const spam = await suspected(readSet("unseen-spam").filter(counts));
  return { what, ham: ham.of, held: ham.found, spam: spam.of, missed: spam.of - spam.found };
}
