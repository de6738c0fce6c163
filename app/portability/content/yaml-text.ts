// Parses YAML, finds the lines of its values, and explains errors by what to type instead.

import {
  isAlias,
  isNode,
  isPair,
  isScalar,
  LineCounter,
  parseDocument,
  type Scalar,
  visit,
  type YAMLError,
} from "yaml";

export interface OpenYaml {
  /** The first error; later ones usually follow from it. */
  error: { line: number; message: string } | null;
  value: unknown;
  /** The line of a value, or of its parent if it is missing. */
  lineOf(path: PropertyKey[]): number;
  /** The first line of a text's own words. */
  textLineOf(path: PropertyKey[]): number;
  /** Values that may have been cut at a # by mistake. */
  cut: CutText[];
}

/** An unquoted value with a comment after it that may be meant as part of the value, such as: Fish #1. */
export interface CutText {
  field: string;
  line: number;
  message: string;
}

/** Fields with free text. After a date or a slug, a # is always meant as a comment. */
const WORDED = [
  "title",
  "summary",
  "name",
  "tagline",
  "rules",
  "tags",
  "body",
  "description",
  "replies note",
];

/** Fields with a number. Other unquoted values are text, such as the title 1984 or the tag 2026. */
const NUMBERS = ["part", "number", "answers", "closeAfterDays"];

/** Parses YAML. `lineOffset` is the number of lines before it in the file. */
export function openYaml(text: string, lineOffset: number): OpenYaml {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number) => lines.linePos(offset).line + lineOffset;
  const nodeAt = (path: PropertyKey[]) => {
    const node = document.getIn(path, true);
    return isNode(node) && node.range ? node : null;
  };
  const lineOf = (path: PropertyKey[]): number => {
    for (let length = path.length; length > 0; length--) {
      const node = nodeAt(path.slice(0, length));
      if (node?.range) return lineAt(node.range[0]);
    }
    return 1 + lineOffset;
  };
  const textLineOf = (path: PropertyKey[]): number => {
    const node = nodeAt(path);
    const isBlock = isScalar(node) && (node.type === "BLOCK_LITERAL" || node.type === "BLOCK_FOLDED");
    return lineOf(path) + (isBlock ? 1 : 0);
  };
  const refuse = (offset: number, message: string): OpenYaml => ({
    error: { line: lineAt(offset), message: `isn't valid YAML: ${message}` },
    value: null,
    lineOf,
    textLineOf,
    cut: [],
  });

  const [problem] = [...document.errors, ...document.warnings];
  if (problem) return refuse(problem.pos[0], WORDS[problem.code] ?? OTHERWISE);
  let alias: number | undefined;
  const cut: CutText[] = [];
  visit(document, {
    Node(_key, node, path) {
      if (isAlias(node)) alias ??= node.range?.[0] ?? 0;
      const field = path.findLast((above) => isPair(above))?.key;
      const comment = isScalar(node) && node !== field && findComment(text, node);
      if (comment && isScalar(field) && WORDED.includes(String(field.value)))
        cut.push(explainCut(String(field.value), lineAt(node.range?.[0] ?? 0), node.source ?? "", comment));
      const pair = path.at(-1);
      const isNumber = isPair(pair) && isScalar(pair.key) && NUMBERS.includes(String(pair.key.value));
      if (isScalar(node) && /^(number|bigint|boolean)$/.test(typeof node.value) && !isNumber)
        node.value = node.source ?? String(node.value);
    },
  });
  if (alias !== undefined) return refuse(alias, NEEDS_QUOTES);
  return { error: null, value: document.toJS() as unknown, lineOf, textLineOf, cut };
}

/** The comment after an unquoted value on the same line; "" if there is none. */
function findComment(text: string, { type, range }: Scalar): string {
  if (type !== "PLAIN" || !range) return "";
  return /^[ \t]*(#.*)/.exec(text.slice(range[1]))?.[1]?.trim() ?? "";
}

function explainCut(field: string, line: number, value: string, comment: string): CutText {
  const whole = JSON.stringify(`${value} ${comment}`.trim());
  const example = field === "tags" ? whole : `${field}: ${whole}`;
  const message = `ends before “${comment}”, which YAML reads as a comment. To keep it, use quotation marks: ${example}`;
  return { field, line, message };
}

const NEEDS_QUOTES =
  'a value can’t begin with this character. Put the value between quotation marks, such as title: "@home".';
const COLON =
  'a value with a colon in it needs quotation marks, such as title: "Libraries: a history". If there is none, look for a line that is indented too far.';
const NOT_CLOSED =
  'a quotation mark or bracket isn’t closed, or the lines below it should be indented. Right is, for example, tags: [access, "the profession"].';
const OTHERWISE =
  'this can’t be read. Write a field a line, such as title: The long table, and put values with : # or brackets between quotation marks, such as title: "Notes [1]".';

const WORDS: Partial<Record<YAMLError["code"], string>> = {
  BAD_INDENT: NOT_CLOSED,
  BAD_SCALAR_START: NEEDS_QUOTES,
  BLOCK_AS_IMPLICIT_KEY: COLON,
  DUPLICATE_KEY: "this field is here twice. Keep one of the two.",
  MISSING_CHAR: NOT_CLOSED,
  MULTILINE_IMPLICIT_KEY: COLON,
  TAB_AS_INDENT: "this line is indented with a tab. Use spaces.",
  TAG_RESOLVE_FAILED: NEEDS_QUOTES,
};
