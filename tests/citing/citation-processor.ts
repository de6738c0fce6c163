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

export type Item = Record<string, unknown>;

const items = new Map<string, Item>();
const engines = new Map<string, Engine>();
const system = {
  retrieveLocale: () => read("locales-en-US.xml"),
  retrieveItem: (id: string) => items.get(id),
};

/** Its entry in a list of works, and its citation in a text or in a first note, as HTML. */
export function process(style: string, item: Item): { listed: string; cited: string } {
  const engine = engines.get(style) ?? new CSL.Engine(system, read(`${style}.csl`), "en-US", true);
  engines.set(style, engine);
  const id = String(items.size);
  items.set(id, { ...item, id });
  engine.updateItems([id]);
  const [, [entry = ""]] = engine.makeBibliography();
  const cluster = { citationItems: [{ id }], properties: { noteIndex: 1 } };
  const [, [[, cited] = [0, ""]]] = engine.processCitationCluster(cluster, [], []);
  return { listed: plain(entry), cited: plain(cited) };
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
