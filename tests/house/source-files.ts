// The files of app/, their imports, and the pages among them.

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "@babel/parser";

export const files = listFiles("app").filter((file) => !file.startsWith("app/platform/generated/"));
export const sources = files.filter((file) => /\.(ts|tsx|mjs)$/.test(file));

export function listFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const name = path.join(folder, entry.name);
    return entry.isDirectory() ? listFiles(name) : [name];
  });
}

interface Import {
  from: string;
  /** A file of app/ without its extension, or a package. */
  to: string;
  typeOnly: boolean;
}

export const imports = sources.flatMap(readImports);

function readImports(file: string): Import[] {
  const found: Import[] = [];
  const add = (name: unknown, typeOnly: boolean) => {
    const text = isNode(name) ? textOf(name) : null;
    if (text !== null) found.push({ from: file, to: resolve(file, text), typeOnly });
  };
  visit(file, ({ type, source, importKind, exportKind, callee, arguments: given }) => {
    if (type === "ImportDeclaration") add(source, importKind === "type");
    if (type === "ExportNamedDeclaration" || type === "ExportAllDeclaration")
      add(source, exportKind === "type");
    if (type === "CallExpression" && isNode(callee) && callee.type === "Import")
      add((given as unknown[])[0], false);
  });
  return found;
}

/** A part of a file's syntax, as in Babel's specification. */
export interface Node {
  type: string;
  [part: string]: unknown;
}

function isNode(part: unknown): part is Node {
  return typeof (part as Node | null)?.type === "string";
}

/** The text of a string without placeholders; null for anything else. */
export function textOf({ type, value, expressions, quasis }: Node): string | null {
  if (type === "StringLiteral") return value as string;
  if (type !== "TemplateLiteral" || (expressions as unknown[]).length > 0) return null;
  return (quasis as { value: { cooked: string } }[])[0]?.value.cooked ?? null;
}

/** Calls `look` with each part of a file, from the outer to the inner ones, and with the part that it stands in. */
export function visit(file: string, look: (node: Node, parent: Node) => void) {
  const tree = parse(readFileSync(file, "utf8"), {
    sourceType: "module",
    plugins: file.endsWith(".tsx") ? ["typescript", "jsx"] : ["typescript"],
  });
  const walk = (part: unknown, parent: Node) => {
    if (Array.isArray(part)) for (const one of part) walk(one, parent);
    if (!isNode(part)) return;
    look(part, parent);
    for (const one of Object.values(part)) walk(one, part);
  };
  walk(tree.program.body, tree.program as never);
}

function resolve(file: string, name: string): string {
  const bare = name.replace(/\?.*$/, "");
  if (bare.startsWith("~/")) return path.join("app", bare.slice(2));
  return bare.startsWith(".") ? path.join(path.dirname(file), bare) : bare;
}

export const isInside = (name: string) => name.startsWith("app/");

/** The room of a file: its folder in app/, or for files directly in app/ their own name. */
export const roomOf = (name: string) =>
  (name.split("/")[1] ?? "").replace(/\.(tsx?|mjs|css|server)\b.*$/, "");

export const arrow = ({ from, to }: Import) => `${from} → ${to}`;

/** The URLs of all pages. */
const TABLES = ["app/routes.ts", "app/routes/moderating/routes.ts"];

export function pageFiles(): string[] {
  const table = TABLES.map((file) => readFileSync(file, "utf8")).join("");
  return [...table.matchAll(/"(routes\/[^"]+\.tsx?)"/g)].map((match) => `app/${match[1]}`);
}
