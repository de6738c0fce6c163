import type { Root } from "hast";
import { wordsOf } from "../plain-text";
import type { MarkdownOptions, Rendered } from "../rendered";
import { settleBlocks } from "./blocks";
import { settleDirections } from "./direction";
import { excerptOf, namePictures } from "./excerpt";
import { settleHeadings } from "./headings";
import { highlight } from "./highlight";
import { settleLinks } from "./links";
import { settleMedia } from "./media";
import { settleMentions } from "./mentions";
import { addressParagraphs } from "./paragraphs";
import { settleQuotes } from "./quotes";
import { linkTallPictures } from "./tall-pictures";

/** Derives links, excerpt, word count and outline from a sanitised page, and adds permalinks, directions and
 *  highlighting. Order matters: text is extracted before permalinks are added, so that "¶" and "#" never
 *  appear in an excerpt, and the words of pictures' links when blocks have their directions. */
export function decorate(page: Root, options: MarkdownOptions): Omit<Rendered, "html" | "summary"> {
  const links = settleLinks(page, options);
  settleQuotes(page);
  const excerpt = excerptOf(page) || (options.kind === "comment" ? namePictures(page) : "");
  const wordCount = wordsOf(page);
  const outline = settleHeadings(page, options);
  settleMedia(page, options);
  const pictures = settleBlocks(page, options.kind);
  if (options.kind === "post") addressParagraphs(page, options.idPrefix ?? "");
  settleDirections(page);
  if (options.kind === "comment") linkTallPictures(page);
  const mentions = settleMentions(page, options);
  highlight(page);
  return { links, mentions, excerpt, wordCount, outline, pictures };
}
