import { expect, test } from "vitest";
import { securityHeaders } from "~/platform/http/security-headers";

test.each([
  ["https://table.example", "max-age=31536000"],
  ["http://table.example", undefined],
])("%s has Strict-Transport-Security %s", (siteUrl, expected) => {
  expect(securityHeaders(siteUrl)["strict-transport-security"]).toBe(expected);
});

test("the policy allows neither inline content nor other sites", () => {
  expect(securityHeaders("https://table.example")["content-security-policy"]).not.toMatch(/unsafe|\b\w+:|\*/);
});
