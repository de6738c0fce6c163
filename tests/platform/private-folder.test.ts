import { mkdirSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { makePrivateFolder } from "~/platform/private-folder";
import { temporaryFolder } from "../factories/database";

test("a folder is made with those above it, for its owner alone", () => {
  const folder = path.join(temporaryFolder(), "a/b/c");
  makePrivateFolder(folder);
  makePrivateFolder(folder);
  const modes = [folder, path.dirname(folder)].map((one) => statSync(one).mode & 0o777);
  expect(modes).toEqual([0o700, 0o700]);
});

test("a folder that is there keeps its mode", () => {
  const folder = path.join(temporaryFolder(), "shared");
  mkdirSync(folder, { mode: 0o755 });
  makePrivateFolder(folder);
  expect(statSync(folder).mode & 0o777).toBe(0o755);
});

test("a file in the place of the folder is told, at once", () => {
  const file = path.join(temporaryFolder(), "data");
  writeFileSync(file, "");
  expect(() => makePrivateFolder(file)).toThrow(/EEXIST/);
  expect(() => makePrivateFolder(path.join(file, "deeper"))).toThrow(/ENOTDIR|EEXIST/);
});
