import { expect, test } from "vitest";
import { claimsSchema } from "~/accounts/identity/identity.schema";

const said = { iss: "https://university.example", sub: "1", email: "ada@example.org" };

test.each([
  [true, true],
  ["true", true],
  [false, false],
  ["false", false],
  ["yes", false],
  [1, false],
  [undefined, false],
])(
  "an address of which the other site says email_verified: %j is believed: %s",
  (email_verified, believed) => {
    expect(claimsSchema.parse({ ...said, email_verified }).isEmailVerified).toBe(believed);
  },
);

test("what is no address is believed of nobody", () => {
  expect(claimsSchema.parse({ ...said, email: "ada", email_verified: true })).toMatchObject({
    email: null,
    isEmailVerified: false,
  });
});

test("the domain of an address is compared as DNS knows it", () => {
  expect(claimsSchema.parse({ ...said, email: "Ada@Bücher.example" }).email).toBe(
    "ada@xn--bcher-kva.example",
  );
});
