// Comments and advertising in three languages, for tests and measurements of the spam filter (fixtures/spam-filter).

import { readdirSync, readFileSync } from "node:fs";
import { showAsTyped } from "~/markdown/as-typed";

const FOLDER = "tests/fixtures/spam-filter";

export type SpamSet = "learnt-ham" | "learnt-spam" | "unseen-ham" | "unseen-spam";

export const readSet = (name: SpamSet): string[] =>
  readFileSync(`${FOLDER}/${name}.txt`, "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));

/** Paragraphs of the sample blog, whose authors knew nothing of a filter. */
export const readSampleParagraphs = (): string[] =>
  readdirSync("content/posts")
    .flatMap((file) =>
      readFileSync(`content/posts/${file}`, "utf8")
        .replace(/^---[\s\S]*?\n---\n/, "")
        .split(/\n{2,}/),
    )
    .filter((text) => text.length > 80);

/** A text as it would be rendered: its addresses are links. */
export const asHtml = (text: string): string =>
  showAsTyped(text).replace(/https?:\/\/[^\s)<]+/g, '<a href="$&">$&</a>');

export const languageOf = (text: string): "English" | "French" | "Japanese" => {
  if (/[\u3040-\u30ff\u4e00-\u9fff]/.test(text)) return "Japanese";
  return /[àâçéèêëîïôûù]|\b(les|une|pas|vous)\b/i.test(text) ? "French" : "English";
};
