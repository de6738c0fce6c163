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
])("reads email_verified: %j as %s", (email_verified, believed) => {
  expect(claimsSchema.parse({ ...said, email_verified }).isEmailVerified).toBe(believed);
});

test("drops an e-mail claim that is not an e-mail address, verified or not", () => {
  expect(claimsSchema.parse({ ...said, email: "ada", email_verified: true })).toMatchObject({
    email: null,
    isEmailVerified: false,
  });
});

test("compares the domain of an e-mail address in its ASCII form", () => {
  expect(claimsSchema.parse({ ...said, email: "Ada@Bücher.example" }).email).toBe(
    "ada@xn--bcher-kva.example",
  );
});

test.each([
  ["of spaces alone", " \u200b "],
  ["that is too long for a person", "x".repeat(101)],
  ["that is no text", 7],
])("drops a name %s, and uses the user name alone", (_what, name) => {
  expect(claimsSchema.parse({ ...said, name, preferred_username: "ada.l" })).toMatchObject({
    ...{ name: "", nickname: "ada.l" },
  });
  expect(claimsSchema.parse({ ...said, name }).nickname).toBe("");
});

test("takes a name without the spaces around it, also as the user name if there is none", () => {
  expect(claimsSchema.parse({ ...said, name: "  Ada Lind " })).toMatchObject({
    ...{ name: "Ada Lind", nickname: "Ada Lind" },
  });
});
