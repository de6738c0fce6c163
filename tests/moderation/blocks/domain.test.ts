import { expect, test } from "vitest";
import { hostOf, isWithin, nameDomain, readDomain } from "~/moderation/blocks/domain";

test.each([
  ["example.org", "example.org"],
  [" Example.ORG. ", "example.org"],
  ["www.example.org", "example.org"],
  ["*.example.org", "example.org"],
  ["https://shop.example.org:8443/path?q", "shop.example.org"],
  ["https://good.example@evil.example/", "evil.example"],
  ["bücher.example", "xn--bcher-kva.example"],
  // With a Cyrillic а.
  ["exаmple.org", "xn--exmple-4nf.org"],
])("reads the domain in %j", (typed, domain) => {
  expect(readDomain(typed)).toBe(domain);
});

test.each([
  "",
  "org",
  "localhost",
  "%",
  "_",
  "a b.example",
  "http://",
  "192.0.2.1",
  "example..org",
  `${"a".repeat(250)}.org`,
])("finds no domain in %j", (typed) => {
  expect(readDomain(typed)).toBeNull();
});

test("includes subdomains, and no other domain with the same end or the same look", () => {
  const covered = ["example.org", "a.b.example.org"].map((host) => isWithin(host, "example.org"));
  expect(covered).toEqual([true, true]);
  const others = ["badexample.org", "example.org.evil.example", hostOf("https://exаmple.org/") ?? ""];
  expect(others.map((host) => isWithin(host, "example.org"))).toEqual([false, false, false]);
});

test("reads a host with a final dot as the same", () => {
  expect(hostOf("https://example.org./x")).toBe("example.org");
});

test("names a domain in its own letters too", () => {
  expect(nameDomain("xn--bcher-kva.example")).toBe("xn--bcher-kva.example (bücher.example)");
  expect(nameDomain("example.org")).toBe("example.org");
});
