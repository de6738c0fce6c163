// What the server turns away before any page hears of it.

import { expect, test } from "vitest";
import { MAX_FIELDS } from "~/platform/http/request-body.server";
import { MAX_TARGET_CHARS } from "~/platform/http/request-target";
import { MAX_FORM_BYTES } from "~/platform/http/route-rules";
import { request, sendRaw } from "./raw-http";
import { openHttpServer, SITE_URL } from "./served-page";

/** What the HTTP server answers to bytes, and whether a page was asked. */
async function answerTo(bytes: string) {
  const served = await openHttpServer();
  const answer = await sendRaw(served.address, bytes);
  return { ...answer, rendered: served.rendering.mock.calls.length };
}

test.each([
  ["two slashes", request("GET //"), 400],
  ["another host in the path", request("GET //evil.example/"), 400],
  ["a whole address", request("GET http://evil.example/"), 400],
  ["an escape that isn't one", request("GET /%zz"), 400],
  ["a backslash", request("GET /\\evil.example"), 400],
  ["an absurdly long address", request(`GET /${"a".repeat(MAX_TARGET_CHARS)}`), 400],
  ["no path", request("GET *"), 400],
  ["a NUL in the path", request("GET /posts/%00"), 400],
  ["a NUL in the query", request("GET /?before=1%00"), 400],
  ["a fragment", request("GET /posts/x#?page=2"), 400],
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

/** With these, Remix answers with a page's bare data or a list of its routes. */
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

test.each(FOR_THE_FRAMEWORK)("%s is nothing here, to read or to send a form to", async (target) => {
  for (const bytes of [request(`GET ${target}`), request(`POST ${target}`, { "Content-Length": "0" })])
    expect(await answerTo(bytes)).toMatchObject({ status: 404, rendered: 0 });
});

test("a route may take forms from anywhere, and others don’t", async () => {
  const served = await openHttpServer(undefined, {
    routeOf: (path) => ({ name: path, rules: path === "/unsubscribe/x" ? { fromAnywhere: true } : {} }),
  });
  const click = { "Content-Length": "0", Origin: undefined };
  expect((await sendRaw(served.address, request("POST /unsubscribe/x", click))).status).toBe(200);
  expect((await sendRaw(served.address, request("POST /settings", click))).status).toBe(403);
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
  ["too large", { "Content-Length": String(MAX_FORM_BYTES + 1) }, 413],
  ["from another site, says Origin", { "Content-Length": "0", Origin: "https://evil.example" }, 403],
  [
    "from another site, says the browser",
    { "Content-Length": "0", Origin: SITE_URL, "Sec-Fetch-Site": "cross-site" },
    403,
  ],
  ["from nowhere that shows itself", { "Content-Length": "0", Origin: "null" }, 403],
  ["that shows nothing", { "Content-Length": "0", Origin: undefined }, 403],
])("a form %s is turned away, with a reason", async (_what, headers, status) => {
  const answer = await answerTo(request("POST /posts/x/respond", headers));
  expect(answer).toMatchObject({ status, rendered: 0, headers: { connection: "close" } });
  expect(answer.body.length).toBeGreaterThan(20);
});

test.each([
  ["of this site", { Origin: SITE_URL, "Sec-Fetch-Site": "same-origin" }],
  ["of an older browser", { Origin: SITE_URL }],
  ["of a browser that only names the page", { Origin: undefined, Referer: `${SITE_URL}/posts/x` }],
  ["as large as may be", {}, "a".repeat(MAX_FORM_BYTES)],
])("a form %s is taken", async (_what, headers, body = "") => {
  const length = String(body.length);
  expect(await answerTo(request("POST /", { "Content-Length": length, ...headers }, body))).toMatchObject({
    status: 200,
    rendered: 1,
  });
});

test("a route says how much it takes, and no other takes as much", async () => {
  const served = await openHttpServer(undefined, {
    routeOf: (path) => ({ name: path, rules: path === "/write" ? { maxBodyBytes: 2 * MAX_FORM_BYTES } : {} }),
  });
  const body = "a".repeat(2 * MAX_FORM_BYTES);
  const headers = { "Content-Length": String(body.length) };
  expect((await sendRaw(served.address, request("POST /write", headers, body))).status).toBe(200);
  expect((await sendRaw(served.address, request("POST /join", headers, body))).status).toBe(413);
});

test.each([
  ["as many fields as a form may have", "a&".repeat(MAX_FIELDS), 200],
  ["one more", "a&".repeat(MAX_FIELDS + 1), 413],
])("a form with %s", async (_what, body, status) => {
  const headers = {
    "Content-Length": String(body.length),
    "Content-Type": "application/x-www-form-urlencoded",
  };
  expect(await answerTo(request("POST /", headers, body))).toMatchObject({
    status,
    rendered: status === 200 ? 1 : 0,
  });
});

test("parts of a form are counted as fields are", async () => {
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
