// What a letter says, and how it looks: the same words as plain text, which is what many read, and as HTML.

import { markup } from "../markup";

/** A letter before it is addressed. */
export interface Letter {
  subject: string;
  /** One paragraph each, plain text. */
  paragraphs: string[];
  /** What to follow, if anything, and the words for it. */
  link?: { href: string; words: string };
  /** Below the link. */
  after?: string[];
}

interface Frame {
  siteName: string;
  siteUrl: string;
  /** Where whoever wants no such letters says so. */
  unsubscribe?: string;
}

/** RFC 5322 (2.1.1) asks for lines of at most 78 characters; a link is never broken. */
const LINE_CHARS = 72;

export function asText({ paragraphs, link, after = [] }: Letter, frame: Frame): string {
  const parts = [
    ...paragraphs.map(wrap),
    ...(link ? [`${link.words}:\n${link.href}`] : []),
    ...after.map(wrap),
    `-- \n${frame.siteName}\n${frame.siteUrl}${frame.unsubscribe ? `\nTurn off notifications: ${frame.unsubscribe}` : ""}`,
  ];
  return `${parts.join("\n\n")}\n`;
}

export function asHtml({ subject, paragraphs, link, after = [] }: Letter, frame: Frame): string {
  const paragraph = (text: string) => markup`<p style="margin:0 0 1em">${text}</p>\n`;
  const button =
    link &&
    markup`<p style="margin:0 0 1em"><a href="${link.href}" style="display:inline-block;padding:.6em 1.2em;background:#1d5c4d;color:#fff;text-decoration:none;border-radius:3px">${link.words}</a></p>
<p style="margin:0 0 1em;font-size:.85em;color:#655d51;word-break:break-all">${link.href}</p>
`;
  const unsubscribe =
    frame.unsubscribe &&
    markup` · <a href="${frame.unsubscribe}" style="color:#655d51">Turn off notifications</a>`;
  return markup`<!DOCTYPE html><html><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>${subject}</title></head>
<body style="margin:0;padding:1.5em;font:16px/1.55 Georgia,serif"><div style="max-width:34em">
${paragraphs.map(paragraph)}${button}${after.map(paragraph)}<p style="margin:2em 0 0;font-size:.85em;color:#655d51"><a href="${frame.siteUrl}" style="color:#655d51">${frame.siteName}</a>${unsubscribe}</p>
</div></body></html>
`.html;
}

/** Breaks between words. */
function wrap(text: string): string {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line && line.length + 1 + word.length > LINE_CHARS) {
      lines.push(line);
      line = word;
    } else line = line ? `${line} ${word}` : word;
  }
  return [...lines, line].join("\n");
}
