import { expect, test } from "vitest";
import {
  canonicalPath,
  MAX_CALLBACK_CHARS,
  MAX_TARGET_CHARS,
  readTarget,
} from "~/platform/http/request/request-target";

test.each([
  ["/", "/", ""],
  ["/posts/x", "/posts/x", ""],
  ["/posts/x?page=2", "/posts/x", "page=2"],
  ["/search?q=a+b%20c", "/search", "q=a+b+c"],
  ["/tags/r%C3%A9seaux", "/tags/r%C3%A9seaux", ""],
  ["/x?next=//evil.example", "/x", "next=%2F%2Fevil.example"],
  ["/x?", "/x", ""],
  [`/${"a".repeat(MAX_TARGET_CHARS - 1)}`, `/${"a".repeat(MAX_TARGET_CHARS - 1)}`, ""],
])("accepts %s", (target, path, query) => {
  const read = readTarget(target);
  expect([read?.path, read?.query.toString()]).toEqual([path, query]);
});

const callback = (chars: number, path = "/sign-in/with/microsoft/callback") =>
  `${path}?code=`.padEnd(chars, "a");

test("accepts up to MAX_CALLBACK_CHARS only on a callback address", () => {
  expect(readTarget(callback(MAX_CALLBACK_CHARS))?.path).toBe("/sign-in/with/microsoft/callback");
  expect(readTarget(callback(MAX_CALLBACK_CHARS + 1))).toBeNull();
  expect(readTarget(callback(MAX_TARGET_CHARS + 1, "/posts/callback"))).toBeNull();
  expect(readTarget(callback(MAX_TARGET_CHARS + 1, "/x/sign-in/with/microsoft/callback"))).toBeNull();
});

test.each([
  ["a missing target", undefined],
  ["an empty target", ""],
  ["an absolute address", "http://evil.example/"],
  ["another host, without a scheme", "//evil.example/"],
  ["two slashes", "//"],
  ["the asterisk", "*"],
  ["an authority, as CONNECT has", "evil.example:443"],
  ["a malformed escape", "/%zz"],
  ["a truncated escape", "/%e"],
  ["an incomplete UTF-8 escape", "/%C3"],
  ["a malformed escape in the query", "/x?q=%zz"],
  ["a backslash", "/\\evil.example"],
  ["a backslash in a segment", "/posts\\x"],
  ["a space", "/a b"],
  ["a line feed", "/a\nb"],
  ["a NUL", "/a\0b"],
  ["unescaped letters", "/é"],
  ["too long a target", `/${"a".repeat(MAX_TARGET_CHARS)}`],
])("refuses %s", (_what, target) => {
  expect(readTarget(target)).toBeNull();
});

test.each([
  ["/", "/"],
  ["/posts/a-form-is-a-door", "/posts/a-form-is-a-door"],
  ["/posts/%61-form", "/posts/a-form"],
  ["/Posts/A-Form/", "/posts/a-form"],
  ["/tags/r%c3%a9seaux", "/tags/r%C3%A9seaux"],
  ["/tags/a%2Fb%3Fc%23d", "/tags/a%2Fb%3Fc%23d"],
  ["/tags/100%25", "/tags/100%25"],
  ["/tags/a%20b", "/tags/a%20b"],
  ["/a,b;c:d@e", "/a,b;c:d@e"],
  ["/%2F/evil.example", "/%2F/evil.example"],
  ["/%5Cevil.example", "/%5Cevil.example"],
  ["/a/./b/../c", "/a/c"],
  ["/..", "/"],
  ["///", "/"],
])("the canonical form of %s is %s, and is stable", (path, canonical) => {
  expect(canonicalPath(path)).toBe(canonical);
  expect(canonicalPath(canonical)).toBe(canonical);
});
