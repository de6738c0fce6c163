// What the published styles make of an item, by the citation processor that reference managers use. The styles are in csl/.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

interface Cluster {
  citationItems: { id: string }[];
  properties: { noteIndex: number };
}

/** The part of the processor that is used here; it has no types. */
interface Engine {
  updateItems(ids: string[]): void;
  makeBibliography(): [unknown, string[]];
  processCitationCluster(cluster: Cluster, before: [], after: []): [unknown, [number, string][]];
}

const CSL = createRequire(import.meta.url)("citeproc") as {
  Engine: new (system: object, style: string, language: string, isForced: boolean) => Engine;
};

const read = (file: string) => readFileSync(new URL(`csl/${file}`, import.meta.url), "utf8");

/** A style as it is now: the 18th edition of Chicago (2024), which is younger than its file, lists fewer names. */
const readStyle = (style: string) =>
  read(`${style}.csl`)
    .replace('et-al-min="11" et-al-use-first="7"', 'et-al-min="7" et-al-use-first="3"')
    .replace('et-al-min="4" et-al-use-first="1"', 'et-al-min="3" et-al-use-first="1"');

/** That edition also joins the day of a post, and doesn't repeat the year that stands behind the writers. */
const withoutYear = (entry: string) => entry.replace(/ \(blog\)\. (\w+ \d+), \d{4}\./, " (blog), $1.");

export type Item = Record<string, unknown>;

const items = new Map<string, Item>();
const engines = new Map<string, Engine>();
const system = {
  retrieveLocale: () => read("locales-en-US.xml"),
  retrieveItem: (id: string) => items.get(id),
};

/** Its entry in a list of works, and its citation in a text or in a first note, as HTML. */
export function process(style: string, item: Item): { listed: string; cited: string } {
  const engine = engines.get(style) ?? new CSL.Engine(system, readStyle(style), "en-US", true);
  engines.set(style, engine);
  const id = String(items.size);
  items.set(id, { ...item, id });
  engine.updateItems([id]);
  const [, [entry = ""]] = engine.makeBibliography();
  const cluster = { citationItems: [{ id }], properties: { noteIndex: 1 } };
  const [, [[, cited] = [0, ""]]] = engine.processCitationCluster(cluster, [], []);
  const listed = plain(entry);
  return { listed: style === "chicago-author-date" ? withoutYear(listed) : listed, cited: plain(cited) };
}

/** Without the frame of an entry, with its characters themselves, and with plain spaces for those that the processor puts into French. */
const plain = (html: string): string =>
  html
    .replace(/<\/?div[^>]*>/g, "")
    .replaceAll("&#38;", "&")
    .replaceAll("&#60;", "<")
    .replaceAll("&#62;", ">")
    .replace(/[\u00a0\u202f]/g, " ")
    .trim();
