// Requests that the server refuses before a page is rendered.

import { expect, test } from "vitest";
import { MAX_FIELDS } from "~/platform/http/body/request-body.server";
import { MAX_TARGET_CHARS } from "~/platform/http/request/request-target";
import { MAX_FORM_BYTES } from "~/platform/http/request/route-rules";
import { request, sendRaw } from "../raw-http";
import { openHttpServer, SITE_URL } from "../served-page";

/** The server's answer to these bytes, and the number of pages rendered. */
async function answerTo(bytes: string) {
  const served = await openHttpServer();
  const answer = await sendRaw(served.address, bytes);
  return { ...answer, rendered: served.rendering.mock.calls.length };
}

test.each([
  ["two slashes", request("GET //"), 400],
  ["another host in the path", request("GET //evil.example/"), 400],
  ["an absolute address", request("GET http://evil.example/"), 400],
  ["a malformed escape", request("GET /%zz"), 400],
  ["a backslash", request("GET /\\evil.example"), 400],
  ["too long an address", request(`GET /${"a".repeat(MAX_TARGET_CHARS)}`), 400],
  ["no path", request("GET *"), 400],
  ["a NUL in the path", request("GET /posts/%00"), 400],
  ["a NUL in the query", request("GET /?before=1%00"), 400],
  ["a fragment", request("GET /posts/x#?page=2"), 400],
  ["an unknown method", request("BREW /"), 400],
  ["bytes that aren't HTTP", "hello\r\n\r\n", 400],
  ["no Host", "GET / HTTP/1.1\r\nConnection: close\r\n\r\n", 400],
  [
    "contradictory headers",
    request("POST /", { "Content-Length": "1", "Transfer-Encoding": "chunked" }),
    400,
  ],
  ["a length that isn't a number", request("POST /", { "Content-Length": "many" }), 400],
  ["a line feed in a header", request("GET /", { "X-A": "a\nb" }), 400],
  ["20 kB of headers", request("GET /", { "X-Large": "x".repeat(20_000) }), 431],
])("refuses %s", async (_what, bytes, status) => {
  expect(await answerTo(bytes)).toMatchObject({ status, rendered: 0 });
});

/** Remix answers these with a route's raw data or the list of routes. */
const FOR_THE_FRAMEWORK = [
  ...[
    "/?_data=routes/reading/home",
    "/?_data",
    "/?%5Fdata=root",
    "/posts/x?page=2&_d%61ta=x",
    "/?_routes=root",
  ],
  ...[
    "/posts/x.data",
    "/posts/x.DATA",
    "/posts/x.d%61ta",
    "/_root.data?_routes=root",
    "/__manifest?p=/&version=1",
  ],
];

test.each(FOR_THE_FRAMEWORK)("answers 404 to %s, for GET and POST", async (target) => {
  for (const bytes of [request(`GET ${target}`), request(`POST ${target}`, { "Content-Length": "0" })])
    expect(await answerTo(bytes)).toMatchObject({ status: 404, rendered: 0 });
});

test("accepts a form without Origin only on a route that allows it", async () => {
  const served = await openHttpServer(undefined, {
    routeOf: (path) => ({ name: path, rules: path === "/unsubscribe/x" ? { fromAnywhere: true } : {} }),
  });
  const click = { "Content-Length": "0", Origin: undefined };
  expect((await sendRaw(served.address, request("POST /unsubscribe/x", click))).status).toBe(200);
  expect((await sendRaw(served.address, request("POST /settings", click))).status).toBe(403);
});

test.each(["PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "PROPFIND"])(
  "answers 405 to %s and names the allowed methods",
  async (method) => {
    expect(await answerTo(request(`${method} /posts/x`))).toMatchObject({
      status: 405,
      headers: { allow: "GET, HEAD, POST" },
      rendered: 0,
    });
  },
);

test.each([
  ["without Content-Length", {}, 411],
  ["with chunked encoding", { "Transfer-Encoding": "chunked" }, 411],
  ["that is too large", { "Content-Length": String(MAX_FORM_BYTES + 1) }, 413],
  ["with the Origin of another site", { "Content-Length": "0", Origin: "https://evil.example" }, 403],
  [
    "that the browser calls cross-site",
    { "Content-Length": "0", Origin: SITE_URL, "Sec-Fetch-Site": "cross-site" },
    403,
  ],
  ["with a null Origin", { "Content-Length": "0", Origin: "null" }, 403],
  ["without Origin and Referer", { "Content-Length": "0", Origin: undefined }, 403],
])("refuses a form %s, with a reason", async (_what, headers, status) => {
  const answer = await answerTo(request("POST /posts/x/respond", headers));
  expect(answer).toMatchObject({ status, rendered: 0, headers: { connection: "close" } });
  expect(answer.body.length).toBeGreaterThan(20);
});

test.each([
  ["from this site", { Origin: SITE_URL, "Sec-Fetch-Site": "same-origin" }],
  ["of an older browser with Origin", { Origin: SITE_URL }],
  ["of an older browser with Referer", { Origin: undefined, Referer: `${SITE_URL}/posts/x` }],
  ["of the largest size", {}, "a".repeat(MAX_FORM_BYTES)],
])("accepts a form %s", async (_what, headers, body = "") => {
  const length = String(body.length);
  expect(await answerTo(request("POST /", { "Content-Length": length, ...headers }, body))).toMatchObject({
    status: 200,
    rendered: 1,
  });
});

test("applies a route's own limit of the body to that route only", async () => {
  const served = await openHttpServer(undefined, {
    routeOf: (path) => ({ name: path, rules: path === "/write" ? { maxBodyBytes: 2 * MAX_FORM_BYTES } : {} }),
  });
  const body = "a".repeat(2 * MAX_FORM_BYTES);
  const headers = { "Content-Length": String(body.length) };
  expect((await sendRaw(served.address, request("POST /write", headers, body))).status).toBe(200);
  expect((await sendRaw(served.address, request("POST /join", headers, body))).status).toBe(413);
});

test.each([
  ["MAX_FIELDS fields", "a&".repeat(MAX_FIELDS), 200],
  ["one more than MAX_FIELDS", "a&".repeat(MAX_FIELDS + 1), 413],
])("answers a form with %s", async (_what, body, status) => {
  const headers = {
    "Content-Length": String(body.length),
    "Content-Type": "application/x-www-form-urlencoded",
  };
  expect(await answerTo(request("POST /", headers, body))).toMatchObject({
    status,
    rendered: status === 200 ? 1 : 0,
  });
});

test("counts multipart fields like urlencoded ones", async () => {
  const part = '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n';
  const body = `${part.repeat(MAX_FIELDS + 2)}--x--\r\n`;
  const headers = {
    "Content-Length": String(body.length),
    "Content-Type": "multipart/form-data; boundary=x",
  };
  expect(await answerTo(request("POST /", headers, body))).toMatchObject({ status: 413, rendered: 0 });
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
])("redirects %s permanently to %s", async (target, location) => {
  expect(await answerTo(request(`GET ${target}`))).toMatchObject({
    status: 301,
    headers: { location },
    rendered: 0,
  });
});

test("answers HTTP/1.0 without Host", async () => {
  expect(await answerTo("GET / HTTP/1.0\r\n\r\n")).toMatchObject({ status: 200 });
});
