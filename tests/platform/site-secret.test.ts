import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { DamagedSecretError, openSiteSecret, siteSecretOf } from "~/platform/site-secret.server";
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

test("hashes a text as it always did, because hashes are stored", () => {
  const secret = siteSecretOf(Buffer.alloc(32, "secret"));
  expect(secret.hash("address", "a")).toBe("zY7Dk39k0O899AW-OoG6d64gmxnGea5jQTo4Ebton7k");
});

test("seals a text so that this secret alone opens it, and nobody has changed it", () => {
  const { secret } = openSiteSecret(temporaryFolder());
  const sealed = secret.seal("spam-check", "192.0.2.1 ü");
  expect(secret.open("spam-check", sealed)).toBe("192.0.2.1 ü");
  expect(secret.seal("spam-check", "192.0.2.1 ü")).not.toBe(sealed);
  const other = openSiteSecret(temporaryFolder()).secret;
  expect(other.open("spam-check", sealed)).toBeNull();
  const changed = (sealed.startsWith("A") ? "B" : "A") + sealed.slice(1);
  for (const text of [changed, sealed.slice(0, 30), "", "no"])
    expect(secret.open("spam-check", text)).toBeNull();
});

test.each(["", "abc", "\0".repeat(64)])("refuses a damaged file (%j) and leaves it", (text) => {
  const folder = temporaryFolder();
  writeFileSync(path.join(folder, "secret"), text);
  expect(() => openSiteSecret(folder)).toThrow(DamagedSecretError);
  expect(readFileSync(path.join(folder, "secret"), "utf8")).toBe(text);
});
