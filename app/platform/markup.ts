// HTML without React: for e-mail, for error pages when rendering fails, and for lists of hundreds of items,
// where it is faster.

/** HTML that is safe to insert as it is. */
export class Markup {
  constructor(readonly html: string) {}
}

type Part = string | number | Markup | Markup[] | null | false | undefined;

/** An HTML template: markup`<b>${name}</b>`. Inserted values are escaped for text and quoted attributes,
 *  except Markup, which is inserted as it is. Null, undefined and false insert nothing. */
export function markup(texts: TemplateStringsArray, ...parts: Part[]): Markup {
  let html = texts[0] ?? "";
  for (let at = 0; at < parts.length; at++) html += write(parts[at]) + (texts[at + 1] ?? "");
  return new Markup(html);
}

/** Marks HTML as safe that was sanitised or escaped elsewhere. */
export const asMarkup = (html: string) => new Markup(html);

/** Makes one string of the pieces of which V8 composes a concatenation: whoever keeps markup in memory would keep dozens of objects for each, which
 *  the garbage collector copies (300 comments: 3 ms). A conversion to a number needs the whole string. */
export function flatten(made: Markup): Markup {
  Number(made.html);
  return made;
}

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
  // Concatenation, because join would copy the text again for each nested list.
  if (Array.isArray(part)) return part.reduce((html, one) => html + one.html, "");
  return part === null || part === undefined || part === false ? "" : escapeHtml(String(part));
}
