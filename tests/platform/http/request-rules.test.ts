// What the server turns away before any page hears of it.

import { expect, test } from "vitest";
import { MAX_BODY_BYTES } from "~/platform/http/request-rules";
import { MAX_TARGET_CHARS } from "~/platform/http/request-target";
import { openDoor, SITE_URL } from "./door";
import { request, sendRaw } from "./raw-http";

/** What the door answers to bytes, and whether a page was asked. */
async function answerTo(bytes: string) {
  const door = await openDoor();
  const answer = await sendRaw(door.address, bytes);
  return { ...answer, rendered: door.rendering.mock.calls.length };
}

test.each([
  ["two slashes", request("GET //"), 400],
  ["another host in the path", request("GET //evil.example/"), 400],
  ["a whole address", request("GET http://evil.example/"), 400],
  ["an escape that isn't one", request("GET /%zz"), 400],
  ["a backslash", request("GET /\\evil.example"), 400],
  ["an absurdly long address", request(`GET /${"a".repeat(MAX_TARGET_CHARS)}`), 400],
  ["no path", request("GET *"), 400],
  ["a method that nobody knows", request("BREW /"), 400],
  ["no HTTP at all", "hello\r\n\r\n", 400],
  ["no Host", "GET / HTTP/1.1\r\nConnection: close\r\n\r\n", 400],
  [
    "headers that contradict each other",
    request("POST /", { "Content-Length": "1", "Transfer-Encoding": "chunked" }),
    400,
  ],
  ["a length that is no number", request("POST /", { "Content-Length": "many" }), 400],
  ["a header with a line feed in it", request("GET /", { "X-A": "a\nb" }), 400],
  ["20 kB of headers", request("GET /", { "X-Large": "x".repeat(20_000) }), 431],
])("%s is turned away", async (_what, bytes, status) => {
  expect(await answerTo(bytes)).toMatchObject({ status, rendered: 0 });
});

test.each(["PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "PROPFIND"])(
  "%s is not allowed, and what is allowed is said",
  async (method) => {
    expect(await answerTo(request(`${method} /posts/x`))).toMatchObject({
      status: 405,
      headers: { allow: "GET, HEAD, POST" },
      rendered: 0,
    });
  },
);

test.each([
  ["without a length", {}, 411],
  ["in pieces", { "Transfer-Encoding": "chunked" }, 411],
  ["too large", { "Content-Length": String(MAX_BODY_BYTES + 1) }, 413],
  ["from another site, says Origin", { "Content-Length": "0", Origin: "https://evil.example" }, 403],
  [
    "from another site, says the browser",
    { "Content-Length": "0", Origin: SITE_URL, "Sec-Fetch-Site": "cross-site" },
    403,
  ],
  ["from nowhere that shows itself", { "Content-Length": "0", Origin: "null" }, 403],
])("a form %s is turned away, with a reason", async (_what, headers, status) => {
  const answer = await answerTo(request("POST /posts/x/respond", headers));
  expect(answer).toMatchObject({ status, rendered: 0, headers: { connection: "close" } });
  expect(answer.body.length).toBeGreaterThan(20);
});

test.each([
  ["of this site", { Origin: SITE_URL, "Sec-Fetch-Site": "same-origin" }],
  ["of an older browser", { Origin: SITE_URL }],
  ["of a program", {}],
  ["as large as may be", {}, "a".repeat(MAX_BODY_BYTES)],
])("a form %s is taken", async (_what, headers, body = "") => {
  const length = String(body.length);
  expect(await answerTo(request("POST /", { "Content-Length": length, ...headers }, body))).toMatchObject({
    status: 200,
    rendered: 1,
  });
});

test.each([
  ["/posts/x/", "/posts/x"],
  ["/posts/x///", "/posts/x"],
  ["/posts/x/?page=2&utm=y", "/posts/x?page=2&utm=y"],
  ["/tags/%C3%A9/", "/tags/%C3%A9"],
  ["/.//evil.example/", "/evil.example"],
  ["/TAGS", "/tags"],
  ["/posts/%61-form?Page=2", "/posts/a-form?Page=2"],
  ["/tags/R%c3%89seaux", "/tags/r%C3%A9seaux"],
  ["/posts/../tags", "/tags"],
  ["/%2e%2E//evil.example", "/evil.example"],
  ["/tags//x", "/tags/x"],
])("%s leads for ever to %s", async (target, location) => {
  expect(await answerTo(request(`GET ${target}`))).toMatchObject({
    status: 301,
    headers: { location },
    rendered: 0,
  });
});

test("HTTP/1.0 without a Host is answered", async () => {
  expect(await answerTo("GET / HTTP/1.0\r\n\r\n")).toMatchObject({ status: 200 });
});
