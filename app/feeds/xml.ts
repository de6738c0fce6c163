// XML for feeds.

import { asMarkup, type Markup, markup } from "~/platform/markup";

/** Characters that XML 1.0 (section 2.2) cannot represent even when escaped: control characters and unpaired
 *  surrogates. */
const ILLEGAL = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;
const EACH_ILLEGAL = new RegExp(ILLEGAL, "gu");

/** Removes them. */
export const legal = (xml: string): string => (ILLEGAL.test(xml) ? xml.replace(EACH_ILLEGAL, "") : xml);

/** HTML as the text of an element. */
export const html = (text: string): Markup =>
  asMarkup(`<![CDATA[${text.replaceAll("]]>", "]]]]><![CDATA[>")}]]>`);

/** The first lines of a document. Browsers show it by the stylesheet; feed readers ignore that. */
export const prologue = (stylesheet: string): Markup =>
  markup`<?xml version="1.0" encoding="utf-8"?>
<?xml-stylesheet type="text/css" href="${stylesheet}"?>
`;

/** The element that says what an entry responds to (RFC 4685, section 3). */
export const inReplyTo = (to: { id: string; url: string } | null): Markup | null =>
  to && markup`<thr:in-reply-to ref="${to.id}" href="${to.url}" type="text/html"/>\n`;

export const each = <T>(list: readonly T[], write: (one: T) => Markup): Markup[] => list.map(write);
