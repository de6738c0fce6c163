// Bytes of a first visit: the page and all files that it loads.

import { brotliDecompressSync } from "node:zlib";
import { get } from "./get";

export type Part = "html" | "css" | "script" | "icon";

/** Compressed bytes of bodies, without headers. `cookie` is that of somebody who is signed in. */
export async function measureFirstVisit(url: string, cookie?: string): Promise<Record<Part, number>> {
  const sizes: Record<Part, number> = { html: 0, css: 0, script: 0, icon: 0 };
  const seen = new Set<string>();
  const links: Link[] = [{ part: "html", url }];
  for (let link = links.shift(); link; link = links.shift()) {
    if (seen.has(link.url)) continue;
    seen.add(link.url);
    const file = await fetchText(link.url, cookie);
    sizes[link.part] += file.body.length;
    links.push(...linksOf(link, file.text));
  }
  return sizes;
}

interface Link {
  part: Part;
  url: string;
}

/** The files that a browser loads because of a file. */
function linksOf({ part, url }: Link, text: string): Link[] {
  const find = (found: Part, pattern: RegExp): Link[] =>
    [...text.matchAll(pattern)].map((match) => ({ part: found, url: new URL(match[1] ?? "", url).href }));
  if (part === "css") return find("css", /@import\s+(?:url\()?["']?([^"')]+)/g);
  if (part === "script") return find("script", /\b(?:from|import)\s*\(?["']([^"']+)["']/g);
  if (part === "icon") return [];
  const rel = (words: string) =>
    new RegExp(`<link\\b(?=[^>]*\\brel="(?:${words})")[^>]*\\bhref="([^"]*)"`, "g");
  return [
    ...find("css", rel("stylesheet")),
    ...find("icon", rel("icon")),
    ...find("script", rel("modulepreload")),
    ...find("script", /<script\b[^>]*\bsrc="([^"]*)"/g),
  ];
}

async function fetchText(url: string, cookie: string | undefined) {
  const { status, headers, body } = await get(url, undefined, cookie);
  if (status !== 200) throw new Error(`${url} gave ${status}`);
  return { body, text: decode(body, headers["content-encoding"]) };
}

const decode = (body: Buffer, encoding: string | undefined) =>
  (encoding === "br" ? brotliDecompressSync(body) : body).toString("utf8");
