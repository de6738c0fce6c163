import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { DamagedSecretError, openSiteSecret } from "~/platform/site-secret.server";
import { temporaryFolder } from "../factories/database";

test("creates a secret once, that only its owner can read, and reads the same again", () => {
  const folder = temporaryFolder();
  const first = openSiteSecret(folder);
  const again = openSiteSecret(folder);
  expect([first.isNew, again.isNew]).toEqual([true, false]);
  expect(again.secret.hash("address", "a")).toBe(first.secret.hash("address", "a"));
  expect(statSync(path.join(folder, "secret")).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(["secret"]);
});

test("hashes a text otherwise for another purpose, another text and another site", () => {
  const { secret } = openSiteSecret(temporaryFolder());
  const other = openSiteSecret(temporaryFolder()).secret;
  const hashes = [
    secret.hash("address", "a"),
    secret.hash("network", "a"),
    secret.hash("address", "b"),
    other.hash("address", "a"),
  ];
  expect(new Set(hashes).size).toBe(4);
});

test.each(["", "abc", "\0".repeat(64)])("refuses a damaged file (%j) and leaves it", (text) => {
  const folder = temporaryFolder();
  writeFileSync(path.join(folder, "secret"), text);
  expect(() => openSiteSecret(folder)).toThrow(DamagedSecretError);
  expect(readFileSync(path.join(folder, "secret"), "utf8")).toBe(text);
});
