// The files of app/, their imports, and the pages among them.

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";

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
  const add = (name: ts.Node | undefined, typeOnly: boolean) => {
    if (name && ts.isStringLiteralLike(name))
      found.push({ from: file, to: resolve(file, name.text), typeOnly });
  };
  const visit = (node: ts.Node) => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, node.importClause?.isTypeOnly ?? false);
    if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0], false);
    ts.forEachChild(node, visit);
  };
  visit(treeOf(file));
  return found;
}

export function treeOf(file: string) {
  return ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
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
