import { expect, test } from "vitest";
import { securityHeaders } from "~/platform/http/security-headers";

test.each([
  ["https://table.example", "max-age=31536000"],
  ["http://table.example", undefined],
])("%s is to be visited by https ever after: %s", (siteUrl, expected) => {
  expect(securityHeaders(siteUrl)["strict-transport-security"]).toBe(expected);
});

test("no rule of the policy lets in what stands in the page itself, or on another site", () => {
  expect(securityHeaders("https://table.example")["content-security-policy"]).not.toMatch(/unsafe|\b\w+:|\*/);
});
