// Which answers may be given to others as they are.

import { expect, test } from "vitest";
import { isWholeAnswer } from "~/platform/http/whole-answer";

const types = ["text/html", "application/rss+xml", "application/atom+xml", "application/feed+json"];

test.each<[string, string | null, string, boolean]>([
  ["a page", "text/html; charset=utf-8", "<!DOCTYPE html><html></html>", true],
  ["a page, with a line break after it", "Text/HTML", "<html></html>\r\n", true],
  ["a page that ends in the middle", "text/html", "<html><body><p>A", false],
  ["nothing", "text/html", "", false],
  ["white space", "text/html", " \n", false],
  ["a feed of RSS", "application/rss+xml; charset=utf-8", "<rss></rss>", true],
  ["a feed of Atom", "application/atom+xml", "<feed></feed>", true],
  ["one feed that says it is another", "application/atom+xml", "<rss></rss>", false],
  ["half a feed of RSS", "application/rss+xml", "<rss><channel>", false],
  ["half a feed of Atom", "application/atom+xml", "<feed><entry>", false],
  ["a feed of JSON", "application/feed+json", '{"items":[]}', true],
  ["half a feed of JSON", "application/feed+json", '{"items":[', false],
  ["a type that the route doesn’t have", "application/json", "{}", false],
  ["no type", null, "<html></html>", false],
])("%s", (_what, type, text, whole) => {
  expect(isWholeAnswer({ types, query: [] }, { status: 200, type, body: Buffer.from(text) })).toBe(whole);
});

test.each([204, 301, 404, 500])("no answer of status %i", (status) => {
  const answer = { status, type: "text/html", body: Buffer.from("<html></html>") };
  expect(isWholeAnswer({ types, query: [] }, answer)).toBe(false);
});
