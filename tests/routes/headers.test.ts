// Headers of every kind of response.

import { afterAll, beforeAll, expect, test } from "vitest";
import { createComment, createPost } from "../factories/posts";
import { openTestSite, type TestSite } from "../factories/site";
import { request, sendRaw } from "../platform/http/raw-http";

let site: TestSite;
let stylesheet: string;

/** A source with every kind of Markdown. */
const SOURCE = `A line with <b style="color: red" onclick="alert(1)">raw HTML</b> and a note[^1].

## A heading

\`\`\`js
let listing = "coloured";
\`\`\`

| a | b |
|---|:-:|
| 1 | 2 |

![A picture](https://example.org/x.png "A caption")

[^1]: The note.
`;

beforeAll(async () => {
  site = await openTestSite({ close: "later" });
  const id = await createPost(site.services, { slug: "x", source: SOURCE, tags: ["t"] });
  await createComment(site.services, id);
  stylesheet = /href="(\/assets\/[^"]+\.css)"/.exec(await (await site.get("/")).text())?.[1] ?? "none";
});

afterAll(() => site.close());

const ANSWERS: [string, () => Promise<Response>, number][] = [
  ["a page", () => site.get("/posts/x"), 200],
  ["a page that has not changed", () => unchanged(), 304],
  ["a page that isn't there", () => site.get("/posts/y"), 404],
  ["an address of nothing", () => site.get("/nothing/at/all"), 404],
  ["a redirect that the door makes", () => site.get("/posts/x/"), 301],
  ["a redirect that a page makes", () => site.get("/comments/1"), 302],
  ["a method that isn't allowed", () => site.get("/", { method: "PUT" }), 405],
  ["a form where there is none", () => site.post("/", {}), 405],
  ["a form of another site", () => site.post("/", {}, { headers: { Origin: "http://evil.example" } }), 403],
  ["a form that was refused", () => site.post("/posts/x/respond", {}), 422],
  ["a preview", () => site.post("/posts/x/preview", { body: "Hi" }), 200],
  ["a file", () => site.get(stylesheet), 200],
  ["a file that isn't there", () => site.get("/assets/gone.css"), 404],
  ["the numbers", () => site.get("/metrics"), 200],
  ["the health", () => site.get("/healthz"), 200],
  ["an address that is none", () => raw("GET /%zz"), 400],
];

/** The response to a request that fetch cannot send. */
async function raw(line: string, headers = {}): Promise<Response> {
  const answer = await sendRaw(site.address, request(line, headers));
  return new Response(answer.status === 304 ? null : answer.body, answer);
}

async function unchanged() {
  const { headers } = await raw("GET /posts/x");
  return raw("GET /posts/x", { "If-None-Match": headers.get("etag") });
}

test.each(ANSWERS)(
  "restricts %s to the site's own files, and forbids framing it",
  async (_what, ask, status) => {
    const { headers, status: answered } = await ask();
    expect(answered).toBe(status);
    const policy = headers.get("Content-Security-Policy") ?? "";
    for (const rule of [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "frame-ancestors 'none'",
    ])
      expect(policy.split("; ")).toContain(rule);
    expect(policy).not.toContain("unsafe");
    expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(headers.get("Referrer-Policy")).toBe("strict-origin-when-cross-origin");
  },
);

test.each(ANSWERS)("sets Cache-Control of %s", async (what, ask) => {
  const { headers } = await ask();
  const isFile = what === "a file";
  const isShared = what.startsWith("a page") && !what.includes("there");
  const kept = headers.get("Cache-Control");
  if (isFile) expect(kept).toBe("public, max-age=31536000, immutable");
  else if (isShared) expect(kept).toBe("public, no-cache");
  // Going back to a preview must not send its form again.
  else if (what === "a preview") expect(kept).toBe("private, max-age=3600");
  else expect(kept ?? "no-store").toMatch(/no-store/);
});

const PAGES: [string, () => Promise<Response>][] = [
  ["the home page", () => site.get("/")],
  ["a post", () => site.get("/posts/x")],
  ["a reply's page", () => site.get("/posts/x/respond?to=1")],
  ["a refused reply", () => site.post("/posts/x/respond", { body: "<script>alert(1)</script>" })],
  ["a preview", () => site.post("/posts/x/preview", { body: SOURCE })],
  ["a page that isn't there", () => site.get("/posts/y")],
  ["the tags", () => site.get("/tags")],
];

test.each(PAGES)("contains no inline script or style on %s", async (_what, ask) => {
  const html = await (await ask()).text();
  // JSON-LD is data: no browser runs it, and the policy doesn't concern it.
  expect(html.match(/<script(?![^>]*\ssrc=)(?! type="application\/ld\+json">)[^>]*>/gi)).toBeNull();
  expect(html.match(/<style|<[^>]*\s(style|on\w+)\s*=\s*["']?/gi)).toBeNull();
});

test.each(PAGES)("loads only the site's own files on %s", async (_what, ask) => {
  const html = await (await ask()).text();
  const loaded = [...html.matchAll(/<(?:script|link rel="(?:stylesheet|icon)")[^>]*(?:src|href)="([^"]*)"/g)];
  expect(loaded.length).toBeGreaterThan(1);
  for (const [, address] of loaded) expect(address).toMatch(/^\/assets\/[\w.-]+$/);
});

test.each(PAGES)("serves every file that %s loads", async (_what, ask) => {
  const html = await (await ask()).text();
  for (const [address] of html.matchAll(/\/assets\/[\w.-]+/g))
    expect([address, (await site.get(address)).status]).toEqual([address, 200]);
});

test.each(["/", "/posts/x", "/healthz"])("answers a POST to %s with 405 and Allow", async (address) => {
  const answer = await site.post(address, {});
  expect([answer.status, answer.headers.get("Allow")]).toEqual([405, "GET, HEAD"]);
});
