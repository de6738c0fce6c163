// Pictures and documents of this site, as texts show them.

import { expect, test } from "vitest";
import { makeAbsolute } from "~/markdown/absolute";
import { renderMarkdown } from "~/markdown/markdown";
import type { MarkdownOptions, NamedMedia } from "~/markdown/rendered";

const hash = (letter: string) => letter.repeat(32);
const at = (letter: string, name: string) => `/media/${hash(letter)}/${name}`;

const MEDIA: Record<string, NamedMedia> = {
  [hash("a")]: {
    kind: "picture",
    address: at("a", "cups.jpg"),
    ...{ moves: false, isTransparent: false },
    width: 600,
    height: 400,
    files: (["webp", "jpeg"] as const).flatMap((format) =>
      [480, 600].map((width) => ({
        ...{ format, width, height: (width * 2) / 3 },
        address: at("a", `${width}.${format === "webp" ? "webp" : "jpg"}`),
      })),
    ),
  },
  [hash("b")]: {
    kind: "document",
    address: at("b", "plan.pdf"),
    title: "A plan",
    facts: "PDF, 2 pages, 12 kB",
  },
  [hash("c")]: { kind: "gone" },
};

function html(source: string, options: Partial<MarkdownOptions> = {}): string {
  const text = renderMarkdown(source, {
    siteUrl: "https://table.example",
    kind: "post",
    media: MEDIA,
    ...options,
  });
  if (!text.ok) throw new Error(text.reason);
  return text.html.replace(/ ?<a class="pilcrow".*?<\/a>/g, "").replace(/ id="p-[^"]*"/g, "");
}

const PICTURE = (words: string, more = "") =>
  `<picture><source type="image/webp" srcset="${at("a", "480.webp")} 480w, ${at("a", "600.webp")} 600w" sizes="(min-width: 36rem) 32.5rem, 100vw">` +
  `<img src="${at("a", "cups.jpg")}" alt="${words}" width="600" height="400" srcset="${at("a", "480.jpg")} 480w, ${at("a", "600.jpg")} 600w" sizes="(min-width: 36rem) 32.5rem, 100vw"${more} decoding="async"></picture>`;

test("a picture has its place, its widths and its caption; only the first is loaded at once", () => {
  const source = `![Four cups](${at("a", "cups.jpg")} "In May")\n\n![Again](https://table.example${at("a", "cups.jpg")})`;
  const shown = html(source);
  expect(shown).toContain(`<figure>${PICTURE("Four cups")}<figcaption>In May</figcaption></figure>`);
  expect(shown).toContain(PICTURE("Again", ' loading="lazy"'));
});

test("a picture in a link stays a picture in it", () => {
  expect(html(`[![Four cups](${at("a", "cups.jpg")})](https://elsewhere.example/)`)).toContain(
    `rel="noopener">${PICTURE("Four cups")}</a>`,
  );
});

test.each([
  ["a picture that isn't there", `![Lost words](${at("d", "x.jpg")})`, "Lost words"],
  [
    "one that was removed, without its words",
    `![A face](${at("c", "x.jpg")})`,
    "[This picture was removed.]",
  ],
  [
    "a document in the place of a picture",
    `![](${at("b", "plan.pdf")})`,
    `<a href="${at("b", "plan.pdf")}">A plan (PDF, 2 pages, 12 kB)</a>`,
  ],
  [
    "a link to a document, with what to expect",
    `[The plan](${at("b", "plan.pdf")})`,
    `<a href="${at("b", "plan.pdf")}">The plan (PDF, 2 pages, 12 kB)</a>`,
  ],
])("shows %s", (_what, source, expected) => {
  expect(html(source)).toBe(`<p>${expected}</p>`);
});

test("a comment has a link in the place of a picture, with its words, unless pictures are allowed", () => {
  const source = `See ![four cups](${at("a", "cups.jpg")}).`;
  expect(html(source, { kind: "comment" })).toBe(
    `<p>See <a href="${at("a", "cups.jpg")}">four cups</a>.</p>`,
  );
  expect(html(`[![](${at("a", "cups.jpg")})](/tags)`, { kind: "comment" })).toContain(">Picture</a>");
  expect(html(source, { kind: "comment", showsPictures: true })).toContain(
    PICTURE("four cups", ' loading="lazy"'),
  );
});

test("a feed gets whole addresses, of each width too", () => {
  const feed = makeAbsolute(html(`![Four cups](${at("a", "cups.jpg")})`), "https://table.example/posts/cups");
  expect(feed).toContain(`src="https://table.example${at("a", "cups.jpg")}"`);
  expect(feed).toContain(
    `srcset="https://table.example${at("a", "480.webp")} 480w, https://table.example${at("a", "600.webp")} 600w"`,
  );
  expect(feed).not.toMatch(/"\/media\//);
});

test("a transparent picture is marked for its paper, and one that moves has its first frame for those who want that", () => {
  const still = { ...MEDIA[hash("a")], isTransparent: true } as NamedMedia;
  const shown = (media: NamedMedia) => html(`![](${at("a", "cups.jpg")})`, { media: { [hash("a")]: media } });
  expect(shown(still)).toMatch(/<source type="image\/webp" srcset[^>]*><img [^>]*class="transparent"/);
  expect(shown({ ...still, moves: true } as NamedMedia)).toMatch(
    /<source type="image\/webp" media="\(prefers-reduced-motion: no-preference\)" srcset[^>]*><img [^>]*srcset="[^"]*\.jpg/,
  );
});

test("a picture taller than screens is marked in a post, and in a comment a link to the whole, unless its writer has linked it", () => {
  const tall = { ...MEDIA[hash("a")], width: 600, height: 1_600 } as NamedMedia;
  const source = `![Ten steps](${at("a", "cups.jpg")} "In May")`;
  const shown = (text: string, media = tall, kind: "post" | "comment" = "comment") =>
    html(text, { media: { [hash("a")]: media }, kind, showsPictures: true });
  expect(shown(source)).toMatch(
    /^<figure><a class="cut" href="\/media\/a+\/cups\.jpg"><picture>.*<\/picture> <span>Open the whole picture<\/span><\/a><figcaption>In May<\/figcaption><\/figure>$/,
  );
  expect(shown(`See ${source}.`)).toMatch(/^<p>See <a class="cut".*<\/a>\.<\/p>$/);
  expect(shown(`[*${source}*](/tags)`)).not.toContain("cut");
  expect(shown(source, tall, "post")).toMatch(/^<figure><picture>.* class="tall".*<\/picture><figcaption>/);
  expect(shown(source, { ...tall, height: 1_500 } as NamedMedia)).not.toMatch(/tall|cut/);
  expect(shown(source, { ...tall, width: 100, height: 900 } as NamedMedia)).not.toMatch(/tall|cut/);
  expect(shown(source, { ...tall, isTransparent: true } as NamedMedia)).toContain('class="transparent tall"');
});
