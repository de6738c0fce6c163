import { expect, test } from "vitest";
import { invitationSchema } from "~/accounts/joining/invitation.schema";
import { canonicalEmail, emailField, siteField } from "~/people/fields";

test.each([
  ["you@example.org", "you@example.org"],
  [" you+lists@example.org ", "you+lists@example.org"],
  ["anna@bücher.example", "anna@xn--bcher-kva.example"],
  ["anna@BÜCHER.example", "anna@xn--bcher-kva.example"],
  ["anna@bu\u0308cher.example", "anna@xn--bcher-kva.example"],
  ["taro@例え。jp", "taro@xn--r8jz45g.jp"],
])("reads the e-mail address %s as %s", (typed, taken) => {
  expect(emailField("missing").parse(typed)).toBe(taken);
});

test("treats two spellings of an e-mail address's domain as one address", () => {
  expect(canonicalEmail("Anna@Bücher.example")).toBe(canonicalEmail("anna@XN--BCHER-KVA.example"));
});

test.each([
  ["", "missing"],
  ["añña@example.org", "only the letters a to z"],
  ["太郎@例え.jp", "only the letters a to z"],
  ["you", "doesn’t look like"],
  ["you@é", "doesn’t look like"],
  ["you@bü%41.example", "doesn’t look like"],
  ["you@bü/example.org", "doesn’t look like"],
  ["you@[bü]", "doesn’t look like"],
  [`you@${"bücher.".repeat(30)}example`, "to 254 characters"],
])('refuses the e-mail address %s with the message "%s"', (typed, words) => {
  const { error } = emailField("missing").safeParse(typed);
  expect(error?.issues[0]?.message).toContain(words);
});

test("validates the e-mail address of an invitation in the same way", () => {
  const invite = (email: string) =>
    invitationSchema.safeParse({ role: "reader", days: "14", handle: "", email });
  expect(invite("anna@bücher.example").data?.email).toBe("anna@xn--bcher-kva.example");
  expect(invite("").data?.email).toBe("");
  expect(invite("añña@example.org").error?.issues[0]?.message).toContain("only the letters a to z");
  expect(invite("you").error?.issues[0]?.message).toContain("doesn’t look like");
});

test.each([
  ["", ""],
  ["example.org", "https://example.org"],
  ["example.org/a:b", "https://example.org/a:b"],
  ["http://example.org/~me", "http://example.org/~me"],
  ["Https://example.org", "https://example.org"],
  ["example.org:8080", "https://example.org:8080"],
  ["example.org:8080/me?x#y", "https://example.org:8080/me?x#y"],
  ["http://example.org:8080", "http://example.org:8080"],
  ["@anna@social.example", "https://social.example/@anna"],
  ["https://social.example/@anna", "https://social.example/@anna"],
  ["bücher.example", "https://bücher.example"],
])("reads the website %s as %s", (typed, taken) => {
  expect(siteField().parse(typed)).toBe(taken);
});

test.each([
  ["anna@example.org", "This looks like an e-mail address"],
  ["https://anna:secret@example.org", "This looks like an e-mail address"],
  ["mailto:anna@example.org", "doesn’t look like a web address"],
  ["javascript:alert(1)", "doesn’t look like a web address"],
  ["javascript:1", "doesn’t look like a web address"],
  ["localhost:3000", "doesn’t look like a web address"],
  ["example.org:99999", "doesn’t look like a web address"],
  ["@anna", "doesn’t look like a web address"],
  ["@anna@social", "doesn’t look like a web address"],
  ["not a site", "doesn’t look like a web address"],
])('refuses the website %s with the message "%s"', (typed, words) => {
  expect(siteField().safeParse(typed).error?.issues[0]?.message).toContain(words);
});

// The length is checked first, and alone: the other checks take time quadratic in the length.
test.each([
  ["an e-mail address", emailField("missing"), `${"é".repeat(400)}@example.org`, "to 254 characters"],
  ["a website", siteField(), "é".repeat(400), "to 300 characters"],
  ["a website with an e-mail address", siteField(), `${"é".repeat(400)}@example.org`, "to 300 characters"],
])("refuses %s that is too long, with only that message", (_what, field, typed, words) => {
  const { error } = field.safeParse(typed);
  expect(error?.issues.map(({ message }) => message)).toEqual([expect.stringContaining(words)]);
});
