// HTML that no component makes: letters, the page for when no page can be made, and what a page has by the hundred.

/** HTML that may stand in a page as it is. */
export class Markup {
  constructor(readonly html: string) {}
}

type Part = string | number | Markup | Markup[] | null | false | undefined;

/**
 * A template of HTML: markup`<b>${name}</b>`. What stands in it is text, and escaped for between tags and for attributes in
 * quotation marks; only what is markup itself goes in as it is. Null, undefined and false are nothing.
 */
export function markup(texts: TemplateStringsArray, ...parts: Part[]): Markup {
  let html = texts[0] ?? "";
  for (let at = 0; at < parts.length; at++) html += write(parts[at]) + (texts[at + 1] ?? "");
  return new Markup(html);
}

/** HTML that was made safe elsewhere: Markdown that passed the sanitiser, a template's own output. */
export const asMarkup = (html: string) => new Markup(html);

export const escapeHtml = (text: string): string =>
  SIGNS.test(text) ? text.replace(EACH_SIGN, (sign) => ENTITIES[sign] ?? sign) : text;

const SIGNS = /[&<>"']/;
const EACH_SIGN = /[&<>"']/g;
const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#x27;",
};

function write(part: Part): string {
  if (typeof part === "string") return escapeHtml(part);
  if (part instanceof Markup) return part.html;
  // Joining would copy what was joined already, and once more for each list around it.
  if (Array.isArray(part)) return part.reduce((html, one) => html + one.html, "");
  return part === null || part === undefined || part === false ? "" : escapeHtml(String(part));
}
