// Which room may import which (README, "The house"). A failure lists the imports.

import path from "node:path";
import { expect, test } from "vitest";
import { NOUNS } from "~/inventory.server";
import { arrow, files, imports, isInside, pageFiles, roomOf } from "./source-files";

/** The rooms from top to bottom. A room may import only rooms below it. */
const FLOORS = [
  ["cli"],
  ["server"],
  ["root", "entry"],
  ["routes"],
  ["styles", "load-context"],
  ["scripts"],
  ["portability"],
  ["inventory"],
  ["flows"],
  ...NOUNS.map((nouns) => nouns.map(({ room }) => room)).reverse(),
  ["markdown", "design", "platform"],
];

const floorOf = (name: string) => FLOORS.findIndex((rooms) => rooms.includes(roomOf(name)));

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

/** As many as a reader takes in at a glance. What is over goes into rooms inside: docs/decisions/0095. */
const MAX_FILES_OF_A_ROOM = 20;

test("no room has more than twenty files of its own", () => {
  const counts = new Map<string, number>();
  for (const file of files) counts.set(path.dirname(file), (counts.get(path.dirname(file)) ?? 0) + 1);
  const crowded = [...counts].filter(([, count]) => count > MAX_FILES_OF_A_ROOM);
  expect(crowded.map(([folder, count]) => `${folder}: ${count} files`)).toEqual([]);
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
  const wrong = imports.filter(({ from, to, typeOnly }) => {
    const own = folders[to as keyof typeof folders];
    // Which better-sqlite3 is loaded depends on Node: see sqlite/driver.mjs.
    if (to === "better-sqlite3" && !typeOnly) return true;
    if (own) return !from.startsWith(`app/platform/database/${own}/`);
    const [folder] = /^app\/platform\/database\/(sqlite|postgresql)\//.exec(to) ?? [];
    // The file lock is used whichever database the site has.
    return (
      folder && !from.startsWith(folder) && !/kinds\.server\.ts$/.test(from) && !to.includes("file-lock")
    );
  });
  expect(wrong.map(arrow)).toEqual([]);
});
