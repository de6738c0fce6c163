// Quotation marks as American styles print them: double ones outside, single ones inside these, and so on.

const MARKS = [
  { open: "“", close: "”" },
  { open: "‘", close: "’" },
] as const;

const APOSTROPHE = "’";
const SIGN = /[“”"‘’']/g;
/** What a typewriter's sign opens a quotation after. */
const BEFORE_OPENING = /(^|[\s([{—–/“‘-])$/;
/** "’90s" */
const DECADE = /^\d\ds?\b/;
/** The end of a quotation in single marks, and no apostrophe inside a word. */
const CLOSING_SINGLE = /['’](?!\p{L})/u;

/** A text with the marks of its depth: 0 if it stands alone, 1 if it stands in quotation marks. */
export function printQuotes(text: string, depth: 0 | 1): string {
  const open: ("double" | "single")[] = [];
  const marks = () => MARKS[((open.length + depth) % 2) as 0 | 1];
  let printed = "";
  let last = 0;
  for (const { 0: sign, index } of text.matchAll(SIGN)) {
    printed += text.slice(last, index);
    const after = text.slice(index + 1);
    last = index + 1;
    const kind = '“”"'.includes(sign) ? "double" : "single";
    if (opens(sign, printed, after)) {
      printed += marks().open;
      open.push(kind);
    } else if (open.at(-1) === kind && (kind === "double" || !/^\p{L}/u.test(after))) {
      open.pop();
      printed += marks().close;
    } else printed += kind === "double" ? marks().close : APOSTROPHE;
  }
  return printed + text.slice(last);
}

function opens(sign: string, before: string, after: string): boolean {
  if ("“‘".includes(sign)) return true;
  if ("”’".includes(sign) || !BEFORE_OPENING.test(before)) return false;
  return sign === '"' || (!DECADE.test(after) && CLOSING_SINGLE.test(after));
}
