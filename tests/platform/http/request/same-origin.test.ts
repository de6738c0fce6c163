import { expect, test } from "vitest";
import { isForeign } from "~/platform/http/request/same-origin";

const SITE = "https://table.example";
const host = "table.example";

test.each([
  ["a form of this site is not foreign", { "sec-fetch-site": "same-origin", origin: SITE, host }, false],
  ["a typed address is not foreign", { "sec-fetch-site": "none", host }, false],
  ["another site is foreign", { "sec-fetch-site": "cross-site", origin: "https://evil.example", host }, true],
  [
    "another host of the same domain is foreign",
    { "sec-fetch-site": "same-site", origin: "https://x.example", host },
    true,
  ],
  [
    "another site that shows this site's Origin is foreign",
    { "sec-fetch-site": "cross-site", origin: SITE, host },
    true,
  ],
  ["an older browser on this site is not foreign", { origin: SITE, host }, false],
  ["an older browser on another site is foreign", { origin: "https://evil.example", host }, true],
  ["a null Origin is foreign", { origin: "null", host }, true],
  ["an invalid Origin is foreign", { origin: "nonsense", host }, true],
  [
    "an Origin that starts like this site's is foreign",
    { origin: "https://table.example.evil.example", host },
    true,
  ],
  ["another port is foreign", { origin: "https://table.example:8443", host }, true],
  [
    "an Origin that matches Host is not foreign",
    { origin: "http://inside:3000", host: "inside:3000" },
    false,
  ],
  ["a Referer of this site is not foreign", { referer: `${SITE}/posts/x`, host }, false],
  ["a Referer of another site is foreign", { referer: "https://evil.example/posts/x", host }, true],
  ["an invalid Referer is foreign", { referer: "nonsense", host }, true],
  ["a null Origin with this site's Referer is foreign", { origin: "null", referer: SITE, host }, true],
  ["no Origin and no Referer is foreign", { host }, true],
])("%s", (_who, headers, foreign) => {
  expect(isForeign(headers, SITE)).toBe(foreign);
});
