// A Markdown file with YAML between two lines of three hyphens, and where in it a fault lies.

import { isNode, LineCounter, parseDocument } from "yaml";
import type { z } from "zod";

export interface Problem {
  file: string;
  line: number;
  /** The field at fault, or "" where it is the file as a whole. */
  field: string;
  message: string;
}

export type Parsed<T> = { ok: true; value: T } | { ok: false; problems: Problem[] };

/** Reads YAML through `schema`; `lineOffset` is the number of lines before it in the file. */
export function parseYaml<S extends z.ZodType>(
  file: string,
  text: string,
  schema: S,
  lineOffset = 0,
  more: Record<string, unknown> = {},
): Parsed<z.infer<S>> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number) => lines.linePos(offset).line + lineOffset;
  if (document.errors.length > 0) {
    const problems = document.errors.map((error) => {
      return { file, line: lineAt(error.pos[0]), field: "", message: `is not YAML: ${error.message}` };
    });
    return { ok: false, problems };
  }
  const read = schema.safeParse({ ...document.toJS(), ...more });
  if (read.success) return { ok: true, value: read.data };
  const problems = read.error.issues.map((issue) => {
    const unknown = issue.code === "unrecognized_keys" ? issue.keys[0] : undefined;
    const path = unknown === undefined ? issue.path : [...issue.path, unknown];
    const message = unknown === undefined ? issue.message : "is not a field that is known here";
    return { file, line: lineOf(path), field: path.join("."), message };
  });
  return { ok: false, problems };

  /** The line of a field or, where it is missing, of what should hold it. */
  function lineOf(path: PropertyKey[]): number {
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return lineAt(node.range[0]);
    }
    return 1 + lineOffset;
  }
}

/** Reads a Markdown file: its fields, with the text below them as `bodyField`. */
export function parseMarkdownFile<S extends z.ZodType>(
  file: string,
  text: string,
  schema: S,
  bodyField: string,
): Parsed<z.infer<S>> {
  const match = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)([\s\S]*)$/.exec(text);
  if (!match) {
    const message = "should begin with fields between two lines of three hyphens";
    return { ok: false, problems: [{ file, line: 1, field: "", message }] };
  }
  const [, yaml = "", body = ""] = match;
  return parseYaml(file, yaml, schema, 1, { [bodyField]: body.trim() });
}

/** A problem as a line: `content/posts/x.md:4 date should be …`. */
export const describeProblem = ({ file, line, field, message }: Problem) =>
  `${file}:${line} ${field ? `${field} ` : ""}${message}`;
