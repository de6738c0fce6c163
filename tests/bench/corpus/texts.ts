// A pool of rendered texts that posts and comments share. A page's cost depends on its text, and not on
// whether another page has the same.

import { renderMarkdown } from "~/markdown/markdown";
import type { Rendered } from "~/markdown/rendered";
import { noun, paragraph, sentence, title, word } from "./prose";
import { createRandom, type Random } from "./random";

export interface Text extends Rendered {
  source: string;
}

const POST_TEXTS = 60;
const POST_WORDS = 900;
/** Twice as many as the fullest page shows, so that no text repeats on a page and compresses better than real
 *  ones. */
const COMMENT_TEXTS = 600;

/** Placeholders for the URLs of a post's two links. */
export const LINKS = ["/posts/first-link", "/posts/second-link"] as const;

export const SITE_URL = "http://127.0.0.1";

export function makePostTexts(): Text[] {
  const random = createRandom(60);
  return Array.from({ length: POST_TEXTS }, () => set(writePost(random, POST_WORDS), "post"));
}

export function makeCommentTexts(): Text[] {
  const random = createRandom(200);
  return Array.from({ length: COMMENT_TEXTS }, () => set(writeComment(random), "comment"));
}

function set(source: string, kind: "post" | "comment"): Text {
  const text = renderMarkdown(source, { kind, siteUrl: SITE_URL });
  if (!text.ok) throw new Error(`A text of the corpus was refused: ${text.reason}`);
  return { ...text, source };
}

/** The source of a post of about so many words. */
export function writePost(random: Random, words: number): string {
  const [first, second] = LINKS;
  const blocks = [
    paragraph(random),
    `${paragraph(random)} I have [written of this before](${first}).[^1]`,
    `## ${title(random)}`,
    paragraph(random),
    `> ${paragraph(random, 2)}`,
    `## ${title(random)}`,
    `${paragraph(random)} What [${noun(random)} said there](${second}) still holds.`,
    random.chance(0.5) ? list(random) : paragraph(random),
  ];
  if (random.chance(0.2)) blocks.push(table(random));
  if (random.chance(0.1)) blocks.push(`\`\`\`js\nconst ${noun(random)} = "${noun(random)}";\n\`\`\``);
  while (wordsIn(blocks) < words) {
    if (random.chance(0.2)) blocks.push(`${random.chance(0.3) ? "###" : "##"} ${title(random)}`);
    blocks.push(paragraph(random));
  }
  return [...blocks, `[^1]: ${sentence(random)}`].join("\n\n");
}

const wordsIn = (blocks: string[]) => blocks.join(" ").split(/\s+/).length;

const list = (random: Random) =>
  Array.from({ length: random.whole(3, 5) }, () => `- ${sentence(random)}`).join("\n");

function table(random: Random): string {
  const row = () => `| ${noun(random)} | ${word(random)} ${noun(random)} | ${random.whole(2, 90)} |`;
  return [row(), "| --- | --- | ---: |", row(), row(), row()].join("\n");
}

/** From a line to a page; about seventy words on average. */
function writeComment(random: Random): string {
  const blocks = [paragraph(random, random.whole(1, 5))];
  if (random.chance(0.15)) blocks.unshift(`> ${sentence(random)}`);
  if (random.chance(0.4)) blocks.push(paragraph(random, random.whole(1, 4)));
  if (random.chance(0.1)) blocks.push(paragraph(random), paragraph(random));
  if (random.chance(0.1)) blocks.push(`See [${noun(random)}](https://example.org/${noun(random)}).`);
  if (random.chance(0.05)) blocks.push(list(random));
  return blocks.join("\n\n");
}
