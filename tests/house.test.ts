// Enforces the structure of the code (README, "The house"): which room may import which, who may query which
// model, and how files are named. A failure lists the files and what they did.

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";
import { ACTS } from "~/people/policy";
import { postStatus, responseStatus } from "~/visibility/status";

/** The rooms from top to bottom. A room may import only rooms below it. */
const FLOORS = [
  ["cli"],
  ["server"],
  ["root", "entry"],
  ["routes"],
  ["styles", "load-context"],
  ["scripts"],
  ["portability"],
  ["flows"],
  ["feeds"],
  ["responses"],
  ["pingbacks"],
  ["comments"],
  ["tags", "series"],
  ["posts", "accounts"],
  ["visibility"],
  ["people"],
  ["site"],
  ["markdown", "design", "platform"],
];

/** The models that each room alone may query. Selecting a relation doesn't count as a query. */
const MODELS: Record<string, string[]> = {
  site: ["site"],
  people: ["person", "formerHandle", "renaming"],
  accounts: ["account", "session", "knownBrowser", "passkey", "identity", "token", "emailChange"],
  posts: ["post", "month", "formerSlug", "byline"],
  tags: ["tag", "postTag"],
  series: ["series"],
  comments: ["comment", "recentReply"],
  pingbacks: ["pingback"],
  responses: ["responsePage"],
  platform: ["change", "job", "rateLimit"],
};

const files = listFiles("app").filter((file) => !file.startsWith("app/platform/generated/"));
const sources = files.filter((file) => /\.(ts|tsx|mjs)$/.test(file));

function listFiles(folder: string): string[] {
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

const imports = sources.flatMap(readImports);

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

function treeOf(file: string) {
  return ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
}

function resolve(file: string, name: string): string {
  const bare = name.replace(/\?.*$/, "");
  if (bare.startsWith("~/")) return path.join("app", bare.slice(2));
  return bare.startsWith(".") ? path.join(path.dirname(file), bare) : bare;
}

const isInside = (name: string) => name.startsWith("app/");

/** The room of a file: its folder in app/, or for files directly in app/ their own name. */
const roomOf = (name: string) => (name.split("/")[1] ?? "").replace(/\.(tsx?|mjs|css|server)\b.*$/, "");

const floorOf = (name: string) => FLOORS.findIndex((rooms) => rooms.includes(roomOf(name)));

const arrow = ({ from, to }: Import) => `${from} → ${to}`;

test("every room has a floor", () => {
  expect(files.filter((file) => floorOf(file) < 0)).toEqual([]);
});

test("no room imports a room on the same floor or above", () => {
  const wrong = imports.filter(({ from, to, typeOnly }) => {
    if (!isInside(to) || roomOf(from) === roomOf(to)) return false;
    if (floorOf(from) < floorOf(to)) return false;
    // Rooms on the lowest floor may import each other's types.
    return !(typeOnly && floorOf(from) === FLOORS.length - 1 && floorOf(to) === floorOf(from));
  });
  expect(wrong.map(arrow)).toEqual([]);
});

test("no file imports itself through others", () => {
  const graph = new Map<string, string[]>();
  for (const { from, to } of imports)
    if (isInside(to)) graph.set(nameOf(from), [...(graph.get(nameOf(from)) ?? []), nameOf(to)]);
  const done = new Set<string>();
  const circles: string[] = [];
  const walk = (file: string, way: string[]) => {
    if (way.includes(file)) circles.push([...way.slice(way.indexOf(file)), file].join(" → "));
    if (way.includes(file) || done.has(file)) return;
    for (const next of graph.get(file) ?? []) walk(next, [...way, file]);
    done.add(file);
  };
  for (const file of graph.keys()) walk(file, []);
  expect(circles).toEqual([]);
});

/** A file's name in imports. */
const nameOf = (file: string) => file.replace(/\.(tsx?|mjs)$/, "");

/** As many as a reader takes in at a glance. */
const MAX_FILES_IN_A_ROOM = 20;

test("a room with more than twenty files has rooms inside", () => {
  const folders = new Map<string, { files: number; hasRooms: boolean }>();
  for (const file of files)
    for (
      let folder = path.dirname(file), isOwn = true;
      folder !== ".";
      folder = path.dirname(folder), isOwn = false
    ) {
      const seen = folders.get(folder) ?? { files: 0, hasRooms: false };
      folders.set(folder, { files: seen.files + (isOwn ? 1 : 0), hasRooms: seen.hasRooms || !isOwn });
    }
  const crowded = [...folders].filter(([, { files, hasRooms }]) => files > MAX_FILES_IN_A_ROOM && !hasRooms);
  expect(crowded.map(([folder, { files }]) => `${folder}: ${files} files`)).toEqual([]);
});

test("no file imports a page", () => {
  const pages = pageFiles().map((file) => file.replace(/\.tsx?$/, ""));
  expect(imports.filter(({ to }) => pages.includes(to.replace(/\.tsx?$/, ""))).map(arrow)).toEqual([]);
});

test("only pages, app/server and the HTTP server import Remix", () => {
  const allowed =
    /^app\/(routes\/|server\/|root\.tsx|entry\.|load-context\.ts|routes\.ts|platform\/http\/http-server)/;
  const wrong = imports.filter(({ from, to }) => to.startsWith("@remix-run/") && !allowed.test(from));
  expect(wrong.map(arrow)).toEqual([]);
});

test("only platform/ imports Prisma", () => {
  const wrong = imports.filter(({ from, to }) => {
    return /^@prisma\/|^app\/platform\/generated/.test(to) && roomOf(from) !== "platform";
  });
  expect(wrong.map(arrow)).toEqual([]);
});

test("only a database's own folder imports its package, and only kinds.server.ts imports these folders", () => {
  const folders = { "better-sqlite3": "sqlite", pg: "postgresql", "pg-copy-streams": "postgresql" };
  const wrong = imports.filter(({ from, to }) => {
    const own = folders[to as keyof typeof folders];
    if (own) return !from.startsWith(`app/platform/database/${own}/`);
    const [folder] = /^app\/platform\/database\/(sqlite|postgresql)\//.exec(to) ?? [];
    // The file lock is used whichever database the site has.
    return (
      folder && !from.startsWith(folder) && !/kinds\.server\.ts$/.test(from) && !to.includes("file-lock")
    );
  });
  expect(wrong.map(arrow)).toEqual([]);
});

test("only the room that owns a model queries it, in a *.server.ts", () => {
  const names = readdirSync("app/platform/generated/sqlite/models").map((file) => path.basename(file, ".ts"));
  const models = names.map((name) => name.charAt(0).toLowerCase() + name.slice(1));
  const question = new RegExp(`\\bdb\\??\\.(${models.join("|")})\\b`, "g");
  const wrong = sources.flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(question)]
      .filter(([, model = ""]) => !file.endsWith(".server.ts") || !MODELS[roomOf(file)]?.includes(model))
      .map(([asked]) => `${file}: ${asked}`),
  );
  expect(wrong).toEqual([]);
});

/** What a statement alone may change, since no page shows it: see docs/decisions/0043. */
const WRITES_ALONE = [
  "accounts/mail/correspondence",
  "accounts/passkey/passkey",
  "accounts/passkey/passkey-sign-in",
  "accounts/password/sign-in",
  "accounts/session/known-browser",
  "accounts/session/session",
  "accounts/token",
  "comments/reply/recent-replies",
  "people/renaming",
  "platform/database/database",
  "platform/jobs/jobs",
  "platform/prune",
  "platform/rate-limits",
  "site/feed-authority",
].map((file) => `app/${file}.server.ts`);

test("what is written outside of db.write stands in its list, and nothing else does", () => {
  const alone =
    /(?<!\btx\.)\bdb\??\.\w+\.(create|createMany|update|updateMany|upsert|delete|deleteMany)(AndReturn)?\(/;
  const found = sources.filter((file) => alone.test(readFileSync(file, "utf8")));
  expect(found.sort()).toEqual(WRITES_ALONE.sort());
});

test("every model is some noun's own", () => {
  const names = readdirSync("app/platform/generated/sqlite/models").map((file) => path.basename(file, ".ts"));
  const owned = Object.values(MODELS).flat();
  expect(owned.map((model) => model.charAt(0).toUpperCase() + model.slice(1)).sort()).toEqual(names.sort());
});

test("raw SQL is only in platform/ and search/", () => {
  const wrong = sources.filter((file) => /\$(query|execute)Raw/.test(readFileSync(file, "utf8")));
  expect(wrong.filter((file) => !/^app\/(platform|search)\//.test(file))).toEqual([]);
});

test("a state of posts and responses is spelt in visibility/ alone", () => {
  const states = new Set<string>([...Object.values(postStatus), ...Object.values(responseStatus)]);
  const wrong = sources.flatMap((file) => {
    if (roomOf(file) === "visibility") return [];
    const found: string[] = [];
    const visit = (node: ts.Node) => {
      if (ts.isStringLiteralLike(node) && states.has(node.text) && !ts.isLiteralTypeNode(node.parent))
        found.push(`${file}: "${node.text}"`);
      ts.forEachChild(node, visit);
    };
    ts.forEachChild(treeOf(file), visit);
    return found;
  });
  expect(wrong).toEqual([]);
});

function pageFiles(): string[] {
  const table = readFileSync("app/routes.ts", "utf8");
  return [...table.matchAll(/"(routes\/[^"]+\.tsx?)"/g)].map((match) => `app/${match[1]}`);
}

test("every file of routes/ is a page in routes.ts or imported by one", () => {
  const pages = pageFiles();
  // root.tsx is the frame of all pages.
  const isPage = (file: string) => file.startsWith("app/routes/") || file === "app/root.tsx";
  const used = imports.filter(({ from }) => isPage(from)).map(({ to }) => to);
  const wrong = files.filter((file) => {
    return (
      file.startsWith("app/routes/") && !pages.includes(file) && !used.includes(file.replace(/\.tsx?$/, ""))
    );
  });
  expect(wrong).toEqual([]);
});

/** The acts of all pages, read from their handles. */
function readActs(): { page: string; act: string }[] {
  return pageFiles().flatMap((page) => {
    const handle = /^export const handle: PageHandle = [^;]*;/m.exec(readFileSync(page, "utf8"))?.[0] ?? "";
    return [...handle.matchAll(/\bact: "([^"]+)"/g)].map(([, act = ""]) => ({ page, act }));
  });
}

test("every act of the policy is checked by a page", () => {
  const asked = readActs().map(({ act }) => act);
  expect(ACTS.filter((act) => !asked.includes(act))).toEqual([]);
});

test("every handle is typed, and every page that reads its member has an act", () => {
  const acting = readActs().map(({ page }) => page);
  const wrong = pageFiles().filter((page) => {
    const text = readFileSync(page, "utf8");
    const isUntyped = /^export const handle\b(?!: PageHandle = )/m.test(text);
    return (
      isUntyped || (/\b(memberOf|loadManaged|getManagedBySender)\b/.test(text) && !acting.includes(page))
    );
  });
  expect(wrong).toEqual([]);
});

test("every page in routes.ts exists", () => {
  expect(pageFiles().filter((file) => !files.includes(file))).toEqual([]);
});

test("no page reads its query without the page cache's knowledge", () => {
  const wrong = files.filter((file) => {
    return file.startsWith("app/routes/") && /searchParams|useSearchParams/.test(readFileSync(file, "utf8"));
  });
  expect(wrong).toEqual([]);
});

test("no file or folder has a name such as utils or helpers", () => {
  const drawers = /(^|\/)(utils?|helpers?|misc|common|lib|services?|shared)(\.|\/|$)/;
  expect(files.filter((file) => drawers.test(file))).toEqual([]);
});

test("files are named in kebab-case", () => {
  expect(files.filter((file) => !/^app(\/[a-z0-9]+(-[a-z0-9]+)*)+(\.[a-z]+)+$/.test(file))).toEqual([]);
});

test("no file is longer than 300 lines", () => {
  const written = [...files, ...listFiles("tests")].filter((file) => /\.(tsx?|mjs|css)$/.test(file));
  const long = written.filter((file) => readFileSync(file, "utf8").split("\n").length > 301);
  expect(long).toEqual([]);
});
