// Formats an e-mail as plain text and as HTML, with the same words.

import { markup } from "../markup";

/** An e-mail without its recipient. */
export interface Email {
  subject: string;
  /** Plain text, one string per paragraph. */
  paragraphs: string[];
  /** The main link and its text. */
  link?: { href: string; words: string };
  /** Paragraphs after the link. */
  after?: string[];
}

interface Frame {
  siteName: string;
  siteUrl: string;
  /** Address for turning these notifications off. */
  unsubscribe?: string;
}

/** RFC 5322 (section 2.1.1) recommends lines of at most 78 characters. Links are never broken. */
const LINE_CHARS = 72;

export function asText({ paragraphs, link, after = [] }: Email, frame: Frame): string {
  const parts = [
    ...paragraphs.map(wrap),
    ...(link ? [`${link.words}:\n${link.href}`] : []),
    ...after.map(wrap),
    `-- \n${frame.siteName}\n${frame.siteUrl}${frame.unsubscribe ? `\nTurn off notifications: ${frame.unsubscribe}` : ""}`,
  ];
  return `${parts.join("\n\n")}\n`;
}

export function asHtml({ subject, paragraphs, link, after = [] }: Email, frame: Frame): string {
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

/** Breaks lines between words. */
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
