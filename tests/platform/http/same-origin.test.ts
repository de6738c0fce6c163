import { expect, test } from "vitest";
import { isForeign } from "~/platform/http/same-origin";

const SITE = "https://table.example";
const host = "table.example";

test.each([
  ["a form of this site", { "sec-fetch-site": "same-origin", origin: SITE, host }, false],
  ["an address typed in", { "sec-fetch-site": "none", host }, false],
  ["another site", { "sec-fetch-site": "cross-site", origin: "https://evil.example", host }, true],
  [
    "a neighbour of the same domain",
    { "sec-fetch-site": "same-site", origin: "https://x.example", host },
    true,
  ],
  ["another site that shows our Origin", { "sec-fetch-site": "cross-site", origin: SITE, host }, true],
  ["an older browser, from this site", { origin: SITE, host }, false],
  ["an older browser, from another", { origin: "https://evil.example", host }, true],
  ["an origin that hides itself", { origin: "null", host }, true],
  ["an origin that is none", { origin: "nonsense", host }, true],
  ["an origin that only begins like ours", { origin: "https://table.example.evil.example", host }, true],
  ["another port of our host", { origin: "https://table.example:8443", host }, true],
  [
    "the address that a proxy of an institution shows",
    { origin: "http://inside:3000", host: "inside:3000" },
    false,
  ],
  ["a very old browser, from this site", { referer: `${SITE}/posts/x`, host }, false],
  ["a very old browser, from another", { referer: "https://evil.example/posts/x", host }, true],
  ["one whose Referer is none", { referer: "nonsense", host }, true],
  ["another site, whatever page it says it was", { origin: "null", referer: SITE, host }, true],
  ["whoever shows nothing at all", { host }, true],
])("%s", (_who, headers, foreign) => {
  expect(isForeign(headers, SITE)).toBe(foreign);
});
