import { expect, test } from "vitest";
import {
  canonicalPath,
  MAX_CALLBACK_CHARS,
  MAX_TARGET_CHARS,
  readTarget,
} from "~/platform/http/request-target";

test.each([
  ["/", "/", ""],
  ["/posts/x", "/posts/x", ""],
  ["/posts/x?page=2", "/posts/x", "page=2"],
  ["/search?q=a+b%20c", "/search", "q=a+b+c"],
  ["/tags/r%C3%A9seaux", "/tags/r%C3%A9seaux", ""],
  ["/x?next=//evil.example", "/x", "next=%2F%2Fevil.example"],
  ["/x?", "/x", ""],
  [`/${"a".repeat(MAX_TARGET_CHARS - 1)}`, `/${"a".repeat(MAX_TARGET_CHARS - 1)}`, ""],
])("%s is ours", (target, path, query) => {
  const read = readTarget(target);
  expect([read?.path, read?.query.toString()]).toEqual([path, query]);
});

const callback = (chars: number, path = "/sign-in/with/microsoft/callback") =>
  `${path}?code=`.padEnd(chars, "a");

test("what another site sends back may be longer", () => {
  expect(readTarget(callback(MAX_CALLBACK_CHARS))?.path).toBe("/sign-in/with/microsoft/callback");
  expect(readTarget(callback(MAX_CALLBACK_CHARS + 1))).toBeNull();
  expect(readTarget(callback(MAX_TARGET_CHARS + 1, "/posts/callback"))).toBeNull();
  expect(readTarget(callback(MAX_TARGET_CHARS + 1, "/x/sign-in/with/microsoft/callback"))).toBeNull();
});

test.each([
  ["nothing", undefined],
  ["an empty target", ""],
  ["another host, by its address", "http://evil.example/"],
  ["another host, without a scheme", "//evil.example/"],
  ["two slashes", "//"],
  ["the asterisk of OPTIONS", "*"],
  ["an authority, as CONNECT has", "evil.example:443"],
  ["an escape that isn't one", "/%zz"],
  ["an escape that is cut off", "/%e"],
  ["an escape of half a letter", "/%C3"],
  ["such an escape in the query", "/x?q=%zz"],
  ["a backslash", "/\\evil.example"],
  ["a backslash further on", "/posts\\x"],
  ["a space", "/a b"],
  ["a line feed", "/a\nb"],
  ["a null", "/a\0b"],
  ["letters that should have been escaped", "/é"],
  ["an absurd length", `/${"a".repeat(MAX_TARGET_CHARS)}`],
])("%s is not", (_what, target) => {
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
])("%s has one form: %s, whose form is itself", (path, canonical) => {
  expect(canonicalPath(path)).toBe(canonical);
  expect(canonicalPath(canonical)).toBe(canonical);
});
