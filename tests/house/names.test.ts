// How files are named, and how long they are.

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { files, listFiles } from "./source-files";

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
