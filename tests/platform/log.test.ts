import { expect, test } from "vitest";
import { withoutSecrets } from "~/platform/log.server";

test("a path is told without what opens an account", () => {
  const secret = "0123456789abcdef".repeat(3);
  expect(withoutSecrets(`/join/${secret}/passkey`)).toBe("/join/…/passkey");
  expect(withoutSecrets("/posts/a-form-is-a-door")).toBe("/posts/a-form-is-a-door");
});
