import { expect, test } from "vitest";
import { readAddress } from "../../../app/markdown/safety/addresses";

const site = new URL("https://longtable.example");

test.each([
  ["/posts/x?y=1#z", { href: "/posts/x?y=1#z", to: "local" }],
  ["https://longtable.example/posts/x?y=1#z", { href: "/posts/x?y=1#z", to: "local" }],
  ["http://longtable.example/posts/x", { href: "/posts/x", to: "local" }],
  ["HTTPS://LongTable.Example", { href: "/", to: "local" }],
  ["https://longtable.example:443/a", { href: "/a", to: "local" }],
  ["//longtable.example/a", { href: "/a", to: "local" }],
  ["\\\\longtable.example\\a", { href: "/a", to: "local" }],
  ["https://longtable.example:8443/a", { href: "https://longtable.example:8443/a", to: "web" }],
  ["https://longtable.example.evil.example/", { href: "https://longtable.example.evil.example/", to: "web" }],
  ["https://longtable.example@evil.example/", { href: "https://longtable.example@evil.example/", to: "web" }],
  [
    "https://evil.example\\@longtable.example/",
    { href: "https://evil.example/@longtable.example/", to: "web" },
  ],
  ["https://longtable.example//evil.example", { href: "/evil.example", to: "local" }],
  ["/.//evil.example", { href: "/evil.example", to: "local" }],
  ["//evil.example/a", { href: "https://evil.example/a", to: "web" }],
  ["/\\evil.example/a", { href: "https://evil.example/a", to: "web" }],
  ["/\t/evil.example/a", { href: "https://evil.example/a", to: "web" }],
  ["Https://Example.org/A", { href: "https://Example.org/A", to: "web" }],
  [" \u0001Https://example.org ", { href: "https://example.org", to: "web" }],
  ["Mailto:a@b.example", { href: "mailto:a@b.example", to: "mail" }],
  ["JavaScript:alert(1)", null],
  ["https:evil.example", { href: "/evil.example", to: "local" }],
  ["http:evil.example/a", { href: "http://evil.example/a", to: "web" }],
  ["https://example.org/Ä", { href: "https://example.org/Ä", to: "web" }],
  ["mailto:a@b.example", { href: "mailto:a@b.example", to: "mail" }],
  ["#note", { href: "#note", to: "here" }],
  ["#a\n<b>", { href: "#a<b>", to: "here" }],
  ["", null],
  ["posts/x", null],
  ["../x", null],
  ["?a=b", null],
  ["javascript:alert(1)", null],
  ["java\nscript:alert(1)", null],
  ["data:text/html,x", null],
  ["comment:key", null],
  ["ftp://example.org", null],
  ["https://", null],
  ["http://[::1", null],
])("reads %j as %j", (written, address) => {
  expect(readAddress(written, site)).toEqual(address);
});

test.each(["https://", "HTTP:////", "//", "\\\\", "https://user@"])(
  "refuses a host longer than DNS allows, which would be slow to parse: after %s",
  (start) => {
    const named = (letter: string, count: number) => `${start}${letter.repeat(count)}.example/a`;
    for (const letter of ["漢", encodeURI("漢")]) {
      expect(readAddress(named(letter, 20_000), site)).toBeNull();
      expect(readAddress(named(letter, 60), site)?.to).toBe("web");
    }
  },
);

test("accepts a path of any length", () => {
  expect(readAddress(`/${"a".repeat(5_000)}`, site)?.to).toBe("local");
});
