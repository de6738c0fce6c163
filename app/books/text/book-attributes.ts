// The attributes that a text keeps in a book. Validators of e-books are stricter than browsers.

import type { Element, Properties } from "hast";

const KEPT = new Set(["id", "title", "colSpan", "rowSpan", "scope", "start", "value", "role"]);
/** Classes that the book's styles know. The others are scripts' or the page's. */
const CLASSES =
  /^(?:hljs-[\w-]+|language-[\w+#.-]+|align-(?:left|right|center)|footnotes|footnotes-title|footnote-(?:ref|back)|quote-source|mention|elsewhere|table|contains-task-list)$/;
/** A date or a time, in the forms that people write by hand (HTML, 4.5.14). */
const TIME = /^\d{4}-\d\d(?:-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:?\d\d)?)?)?$/;

export function cleanAttributes(node: Element): Properties {
  const { tagName, properties } = node;
  const kept: Properties = {};
  for (const [name, value] of Object.entries(properties))
    if (KEPT.has(name) && value !== null && value !== undefined) kept[name] = value;
  const classes = Array.isArray(properties.className)
    ? properties.className.filter((one) => CLASSES.test(String(one)))
    : [];
  if (tagName === "details" || tagName === "summary") classes.push(tagName);
  if (classes.length > 0) kept.className = classes;
  const { lang, dir, dateTime, cite, role, ariaLabel } = properties;
  if (role === "doc-backlink" && typeof ariaLabel === "string") kept.ariaLabel = ariaLabel;
  if (typeof lang === "string" && isLanguage(lang)) Object.assign(kept, { lang, xmlLang: lang });
  if (dir === "ltr" || dir === "rtl" || dir === "auto") kept.dir = dir;
  if (typeof dateTime === "string" && TIME.test(dateTime)) kept.dateTime = dateTime;
  if (typeof cite === "string" && /^https?:/.test(cite)) {
    const address = cleanAddress(cite);
    if (address !== null) kept.cite = address;
  }
  return kept;
}

function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

const OUTSIDE = /[^\w\-.~:/?#@!$&'()*+,;=%]/gu;

/** A link to the web in letters that every validator accepts; null if it isn't one. */
export function cleanAddress(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { href, protocol } = new URL(address);
  if (!/^(?:https?|mailto):$/.test(protocol)) return null;
  const [, start = "", rest = "", mark = "", fragment = ""] =
    /^([a-z]+:(?:\/\/[^/?#]*)?)([^#]*)(#?)(.*)$/s.exec(href) ?? [];
  return start + escapeRest(rest) + mark + escapeRest(fragment.replaceAll("#", "%23"));
}

const escapeRest = (rest: string): string =>
  rest.replace(OUTSIDE, encodeURIComponent).replace(/%(?![0-9a-f]{2})/gi, "%25");
