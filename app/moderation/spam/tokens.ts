// What the spam filter counts of a response: its words, the hosts that it links to, and how many those are.

import { listAddresses } from "~/markdown/visible";
import { readText } from "./text";
import { listWords } from "./words";

/** A response as the filter reads it. */
export interface Submission {
  /** Rendered, as readers would see it. */
  html: string;
  /** The name that a guest typed; "" for a member. */
  name: string;
  /** The website that a guest typed, or "". */
  site: string;
}

/** Distinct words of one response: more decide nothing else, and each is read from the database. */
export const MAX_WORDS = 150;
/** Of these, words at the end. */
const LAST_WORDS = 50;
/** A reply has at most six links to other sites; an imported one may have many. */
const MAX_HOSTS = 12;

/** No word begins with a slash. */
const HOST = "//";
const LINKS = "/links ";
/** A response with this many links is as one with more. */
const MANY_LINKS = 3;

export interface Tokens {
  /** Distinct, in the order of the text: words, and hosts and the number of links in a form that no word has. */
  tokens: string[];
  /** Hosts of other sites that it links to, with the guest's website. */
  hosts: string[];
  /** Links and pictures of other sites, without the guest's website. */
  links: number;
}

export function readTokens({ html, name, site }: Submission, text = readText(html)): Tokens {
  const addresses = listAddresses(html);
  const hosts = [...new Set([...addresses, site].flatMap(hostOf))].slice(0, MAX_HOSTS);
  const words = distinctWords([...listWords(name), ...text.counted]);
  const count = LINKS + Math.min(addresses.length, MANY_LINKS);
  return { tokens: [...hosts.map(hostToken), count, ...words], hosts, links: addresses.length };
}

export const hostToken = (host: string): string => HOST + host;

/** What a token stands for, for moderators; null for the number of links, which they see. */
export function describeToken(token: string): { kind: "word" | "host"; text: string } | null {
  if (token.startsWith(HOST)) return { kind: "host", text: token.slice(HOST.length) };
  return token.startsWith(LINKS) ? null : { kind: "word", text: token };
}

/** The host in lower case, without "www.". An address in the text may be invalid, because nobody has followed it. */
function hostOf(address: string): string[] {
  if (!URL.canParse(address)) return [];
  const host = new URL(address).hostname.replace(/^www\./, "");
  return host === "" ? [] : [host];
}

function distinctWords(all: string[]): string[] {
  const words = [...new Set(all)];
  return words.length <= MAX_WORDS
    ? words
    : [...words.slice(0, MAX_WORDS - LAST_WORDS), ...words.slice(-LAST_WORDS)];
}
