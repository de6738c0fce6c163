import { mkdirSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { makePrivateFolder } from "~/platform/private-folder";
import { temporaryFolder } from "../factories/database";

test("creates a folder and its parents with mode 700", () => {
  const folder = path.join(temporaryFolder(), "a/b/c");
  makePrivateFolder(folder);
  makePrivateFolder(folder);
  const modes = [folder, path.dirname(folder)].map((one) => statSync(one).mode & 0o777);
  expect(modes).toEqual([0o700, 0o700]);
});

test("keeps the mode of an existing folder", () => {
  const folder = path.join(temporaryFolder(), "shared");
  mkdirSync(folder, { mode: 0o755 });
  makePrivateFolder(folder);
  expect(statSync(folder).mode & 0o777).toBe(0o755);
});

test("throws at once if a file is in the place of the folder", () => {
  const file = path.join(temporaryFolder(), "data");
  writeFileSync(file, "");
  expect(() => makePrivateFolder(file)).toThrow(/EEXIST/);
  expect(() => makePrivateFolder(path.join(file, "deeper"))).toThrow(/ENOTDIR|EEXIST/);
});
