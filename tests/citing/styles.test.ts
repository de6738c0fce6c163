// Citation styles, held against the published ones: what is written by hand is what the citation processor of reference managers makes of
// the same post. Where the two differ by intent, the test says why.

import { expect, test } from "vitest";
import type { Citation } from "~/citing/citation";
import { apa } from "~/citing/styles/apa";
import { chicagoAuthorDate, chicagoNotes } from "~/citing/styles/chicago";
import { mla } from "~/citing/styles/mla";
import type { Style } from "~/citing/styles/style";
import type { CitedName } from "~/people/cited-name/cited-name";
import { type Item, process } from "./citation-processor";

const URL = "https://table.example/posts/quiet-rooms";

const buildCitation = (overrides: Partial<Citation> = {}): Citation => ({
  key: "quiet-rooms",
  url: URL,
  writers: [{ family: "Lovelace", given: "Ada King" }],
  title: "Quiet rooms and loud readers",
  language: "en-GB",
  ...{ comment: null, version: null },
  day: { year: 2026, month: 3, day: 4 },
  site: "Long table",
  ...overrides,
});

const itemOf = ({ writers, title, site, day, url, language }: Citation): Item => ({
  type: "post-weblog",
  author: writers.map((name) => ("whole" in name ? { literal: name.whole } : name)),
  ...{ title, "container-title": site, URL: url, language },
  issued: { "date-parts": [[day.year, day.month, day.day]] },
});

/** Each style, its published file, and which of its two places is the citation instead of the entry in the list. */
const STYLES: [style: Style, file: string, cited: 0 | 1][] = [
  [apa, "apa", 1],
  [mla, "modern-language-association", 1],
  [chicagoNotes, "chicago-fullnote-bibliography", 0],
  [chicagoAuthorDate, "chicago-author-date", 1],
];

const textOf = (html = "") =>
  html
    .replace(/<\/?bdi>/g, "")
    .replaceAll("&amp;", "&")
    .replaceAll("&#x27;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">");

function ours(style: Style, cited: 0 | 1, citation: Citation) {
  const texts = style.cite(citation).map(({ text }) => textOf(text.html));
  return { listed: texts[1 - cited], cited: texts[cited] };
}

const people = (count: number): CitedName[] =>
  Array.from({ length: count }, (_, index) => ({ family: `Family${index}`, given: `Given${index} Middle` }));
const whole = (...names: string[]): CitedName[] => names.map((name) => ({ whole: name }));

const CASES: [what: string, overrides: Partial<Citation>][] = [
  ["one writer", {}],
  ...[2, 3, 4, 7, 10, 11, 20, 21, 25].map((count): [string, Partial<Citation>] => [
    `${count} writers`,
    { writers: people(count) },
  ]),
  ["a whole name", { writers: whole("Ada Lovelace") }],
  ["two whole names", { writers: whole("Ada Lovelace", "The Library") }],
  ["three whole names", { writers: whole("Ada Lovelace", "The Library", "zoë") }],
  ["a whole name that ends with a point", { writers: whole("Ada L.") }],
  ["a whole name that ends with a question mark", { writers: whole("Who?") }],
  ["given names with a hyphen", { writers: [{ family: "Dupont", given: "Jean-Luc René" }] }],
  ["given names as initials", { writers: [{ family: "Tolkien", given: "J. R. R." }] }],
  [
    "a Japanese name in two pieces",
    { writers: [{ family: "山田", given: "太郎" }], title: "静けさ", language: "ja" },
  ],
  [
    "an Arabic name and title",
    { writers: [{ family: "الخوارزمي", given: "محمد" }], title: "السكون في المكتبة", language: "ar" },
  ],
  ...[
    "What is a quiet room?",
    "Stop!",
    "He said no.",
    "The “silent” room: “a study”",
    'The "silent" room, it\'s ours',
    "On “silence”",
    "Who said “silence?”",
    "What? and when!",
    "Rooms (and more)",
    "And then…",
    "On “the ‘odd’ thing”",
    "A tale: of the two iPad users in NASA — and a self-help: to be or not to be",
    "The past is unlike what it is via a path from within",
    "And/or reading/writing in",
    "l'été \"calm\" in the '90s",
    "Rooms & readers",
    "THE END OF SILENCE",
    "1984 and 2 more",
    "a".repeat(30),
    `On ${"very ".repeat(120)}long titles`,
  ].map((title): [string, Partial<Citation>] => [`the title ${title.slice(0, 60)}`, { title }]),
  ["French quotation marks", { title: "Les « silences » des bibliothèques", language: "fr" }],
  ["a French question", { title: "Pourquoi le silence ?", language: "fr" }],
  ["a site that asks", { site: "Why not?" }],
  ["a site in quotation marks", { site: "The “table”" }],
];

test.each(STYLES.flatMap((style) => CASES.map((one) => [style[0].name, ...one, style] as const)))(
  "%s: %s, as the published style",
  (_name, _what, overrides, [style, file, cited]) => {
    const citation = buildCitation(overrides);
    expect(ours(style, cited, citation)).toEqual(process(file, itemOf(citation)));
  },
);

const entries = (citation: Citation) =>
  Object.fromEntries(STYLES.map(([style, , cited]) => [style.name, ours(style, cited, citation).listed]));

test("Chicago has capitals for prepositions of five letters and more, which its published style leaves to the processor", () => {
  const of = entries(
    buildCitation({ title: "Much ado about the rooms without a door", site: "Talk about books" }),
  );
  const work = "“Much Ado About the Rooms Without a Door.” <i>Talk About Books</i> (blog), March 4";
  expect(of["Chicago 18, author-date"]).toBe(`Lovelace, Ada King. 2026. ${work}. ${URL}.`);
  expect(of["Chicago 18, notes and bibliography"]).toBe(`Lovelace, Ada King. ${work}, 2026. ${URL}.`);
  expect(of["MLA 9"]).toContain("“Much Ado about the Rooms without a Door.” <i>Talk about Books</i>,");
});

test("quotation marks are American whichever are typed, and an apostrophe is none", () => {
  const titles: [string, string, string][] = [
    ["The ‘silent’ room", "The “silent” room.", "“The ‘Silent’ Room.”"],
    ["the 'silent' room's door", "the “silent” room’s door.", "“The ‘Silent’ Room’s Door.”"],
    ["Readers' rights: \"'tis\" ours", "Readers’ rights: “’tis” ours.", "“Readers’ Rights: ‘’Tis’ Ours.”"],
    ["A stray” sign", "A stray” sign.", "“A Stray’ Sign.”"],
    ["An open “question", "An open “question.", "“An Open ‘Question.”"],
  ];
  for (const [title, plain, headline] of titles) {
    const of = entries(buildCitation({ title }));
    expect(of["APA 7"]).toBe(`Lovelace, A. K. (2026, March 4). ${plain} <i>Long Table</i>. ${URL}`);
    expect(of["MLA 9"]).toBe(`Lovelace, Ada King. ${headline} <i>Long Table</i>, 4 Mar. 2026, ${URL}.`);
  }
});

test("each piece of a hyphenated word is a word, and a name with a point inside keeps its letters", () => {
  const citation = buildCitation({
    title: "in-between e-mail, up-to-date on longtable.org",
    site: "longtable.org",
  });
  // The processor writes "in-between e-Mail, up-to-Date" and "Longtable.Org".
  expect(entries(citation)["MLA 9"]).toContain(
    "“In-between E-Mail, Up-to-Date on longtable.org.” <i>longtable.org</i>,",
  );
});

test("a whole name beside a divided one is joined as the manuals join people", () => {
  // The processor takes whole names for institutions, and leaves out the comma that ends an inverted name.
  const of = entries(
    buildCitation({ writers: [{ family: "Lovelace", given: "Ada" }, { whole: "Bo Library" }] }),
  );
  expect(of["APA 7"]).toMatch(/^Lovelace, A., & Bo Library\. \(2026/);
  expect(of["MLA 9"]).toMatch(/^Lovelace, Ada, and Bo Library\. “/);
  expect(of["Chicago 18, author-date"]).toMatch(/^Lovelace, Ada, and Bo Library\. 2026/);
});

test("a family name stays in one piece", () => {
  // The processor divides it: "Berg, Ada van der". Whoever writes it says where it is sorted.
  const of = entries(buildCitation({ writers: [{ family: "van der Berg", given: "Ada" }] }));
  expect(of["Chicago 18, notes and bibliography"]).toMatch(/^van der Berg, Ada\. “/);
});

test("markup in a title is text", () => {
  for (const entry of Object.values(entries(buildCitation({ title: "Rooms <i>x</i> <script>" }))))
    expect(entry).toMatch(/rooms <i>x<\/i> <script>/i);
  const [{ text } = { text: { html: "" } }] = apa.cite(buildCitation({ title: "<b>", site: "<script>" }));
  expect(text.html).toContain("&lt;b&gt;. <i>&lt;Script&gt;</i>.");
});

test("a version is named where a style has a place for it, and its address everywhere", () => {
  const url = `${URL}?version=2`;
  const citation = buildCitation({ version: 2, url });
  const item = { ...itemOf(citation), version: "version 2" };
  for (const [style, file, cited] of STYLES)
    expect(ours(style, cited, citation)).toEqual(process(file, item));
  expect(entries(citation)["MLA 9"]).toContain("<i>Long Table</i>, version 2, 4 Mar. 2026, ");
});

const comment = buildCitation({
  writers: [{ whole: "Zoë" }],
  comment: "So it is. I never thought of rooms",
  title: "Who needs “quiet”?",
});

test("a comment is described as one, as the published styles do with its kind", () => {
  const item = (title: string, kind: string) => ({
    ...itemOf(comment),
    ...{ title: title || undefined, genre: kind },
  });
  const firstWords = item(
    "So it is. I never thought of rooms",
    "Comment on the blog post “Who needs ‘quiet’?”",
  );
  expect(ours(apa, 1, comment)).toEqual(process("apa", firstWords));
  const described = item("", "Comment on “Who Needs ‘Quiet’?”");
  for (const [style, file, cited] of STYLES.slice(2))
    expect(ours(style, cited, comment).listed).toEqual(process(file, described).listed);
});

test("the MLA describes a comment, which its published style leaves out, and a note of Chicago's names it", () => {
  expect(ours(mla, 1, comment)).toEqual({
    listed: `Zoë. Comment on “Who Needs ‘Quiet’?” <i>Long Table</i>, 4 Mar. 2026, ${URL}.`,
    cited: "(Zoë)",
  });
  expect(ours(chicagoNotes, 0, comment).cited).toBe(
    `Zoë, comment on “Who Needs ‘Quiet’?,” <i>Long Table</i> (blog), March 4, 2026, ${URL}.`,
  );
});

test("a comment without words is cited by its kind alone", () => {
  expect(ours(apa, 1, { ...comment, comment: "" }).listed).toBe(
    `Zoë. (2026, March 4). [Comment on the blog post “Who needs ‘quiet’?”]. <i>Long Table</i>. ${URL}`,
  );
});
