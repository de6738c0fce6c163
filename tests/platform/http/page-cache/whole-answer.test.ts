// Which answers are complete, and may be cached.

import { expect, test } from "vitest";
import { isWholeAnswer } from "~/platform/http/page-cache/whole-answer";

const types = ["text/html", "application/rss+xml", "application/atom+xml", "application/feed+json"];

test.each<[string, string | null, string, boolean]>([
  ["an HTML page is complete", "text/html; charset=utf-8", "<!DOCTYPE html><html></html>", true],
  ["an HTML page with a line break at the end is complete", "Text/HTML", "<html></html>\r\n", true],
  ["a truncated HTML page is not", "text/html", "<html><body><p>A", false],
  ["an empty body is not", "text/html", "", false],
  ["white space is not", "text/html", " \n", false],
  ["an RSS feed is complete", "application/rss+xml; charset=utf-8", "<rss></rss>", true],
  ["an Atom feed is complete", "application/atom+xml", "<feed></feed>", true],
  ["RSS sent as Atom is not", "application/atom+xml", "<rss></rss>", false],
  ["a truncated RSS feed is not", "application/rss+xml", "<rss><channel>", false],
  ["a truncated Atom feed is not", "application/atom+xml", "<feed><entry>", false],
  ["a JSON feed is complete", "application/feed+json", '{"items":[]}', true],
  ["a truncated JSON feed is not", "application/feed+json", '{"items":[', false],
  ["a type that the route doesn't declare is not", "application/json", "{}", false],
  ["an answer without a type is not", null, "<html></html>", false],
])("%s", (_what, type, text, whole) => {
  expect(isWholeAnswer({ types, query: [] }, { status: 200, type, body: Buffer.from(text) })).toBe(whole);
});

test.each([204, 301, 404, 500])("status %i is never a cacheable answer", (status) => {
  const answer = { status, type: "text/html", body: Buffer.from("<html></html>") };
  expect(isWholeAnswer({ types, query: [] }, answer)).toBe(false);
});
