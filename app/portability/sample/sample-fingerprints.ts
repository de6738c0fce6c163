// Recognises the sample blog by its text, not by its folder: people start their own blog by editing these
// files, and what they have edited is theirs.

import { createHash } from "node:crypto";
import fingerprints from "./sample-fingerprints.json";

export interface Fingerprints {
  posts: Record<string, string>;
  people: Record<string, string>;
  series: Record<string, string>;
  pages: Record<string, string>;
  site: Record<string, string>;
}

const SHIPPED: Fingerprints = fingerprints;
/** The site's texts as shipped by earlier versions. Posts, people, series and pages have a mark in their rows; these
 *  texts have none. */
const SHIPPED_BEFORE = {
  tagline: [],
  about: ["c77d82289d22cf73d76b80d2cb3c044caf102963918cf2df2a00ae54fcfeb69b"],
};
export const SAMPLE_POST_SLUGS = Object.keys(SHIPPED.posts);
export const SAMPLE_HANDLES = Object.keys(SHIPPED.people);
export const SAMPLE_SERIES_SLUGS = Object.keys(SHIPPED.series);

/** A link to a response has a key in the file and an id in the database. Line endings depend on the
 *  checkout. */
const LINK_TO_RESPONSE = /\]\((?:comment:[a-z0-9-]+(?:#\d+)?|\/comments\/\d+)\)/g;

export const fingerprint = (...texts: string[]): string =>
  createHash("sha256")
    .update(JSON.stringify(texts.map((text) => text.replace(/\r\n?/g, "\n").trim())))
    .digest("hex");

export const fingerprintPost = ({ source }: { source: string }) =>
  fingerprint(source.replace(LINK_TO_RESPONSE, "](comment)"));
export const fingerprintPerson = ({ name, bio }: { name: string; bio: string }) => fingerprint(name, bio);
export const fingerprintSeries = ({ title, intro }: { title: string; intro: string }) =>
  fingerprint(title, intro);

export const fingerprintPage = ({ title, source }: { title: string; source: string }) =>
  fingerprint(title, source);

export const isSamplePage = (page: { slug: string; title: string; source: string }): boolean =>
  SHIPPED.pages[page.slug] === fingerprintPage(page);
export const isSamplePost = (post: { slug: string; source: string }): boolean =>
  SHIPPED.posts[post.slug] === fingerprintPost(post);
export const isSamplePerson = (person: { handle: string; name: string; bio: string }): boolean =>
  SHIPPED.people[person.handle] === fingerprintPerson(person);
export const isSampleSeries = (series: { slug: string; title: string; intro: string }): boolean =>
  SHIPPED.series[series.slug] === fingerprintSeries(series);
export const isSampleSetting = (field: "tagline" | "about", text: string): boolean =>
  [SHIPPED.site[field], ...SHIPPED_BEFORE[field]].includes(fingerprint(text));
