import { expect, test } from "vitest";
import { MAX_COMMENT_CHARS, MAX_NAME_CHARS, replySchema } from "~/comments/comment.schema";

const typed = { body: "I agree.", name: "Ada", email: "ada@example.org", site: "", to: "" };

test.each([
  ["body", "", "Please write your reply."],
  ["body", " \r\n ", "Please write your reply."],
  ["body", "x".repeat(MAX_COMMENT_CHARS + 1), "20,000 characters"],
  ["name", "", "enter a name"],
  ["name", "\u200b\u202e ", "enter a name"],
  ["name", "\u2800\u00ad\u2060\u200c\u200d\u3164", "enter a name"],
  ["name", "x".repeat(MAX_NAME_CHARS + 1), "80 characters"],
  ["email", "", "enter your e-mail address"],
  ["email", "ada at example", "doesn’t look like an e-mail address"],
  ["email", `${"a".repeat(250)}@example.org`, "254 characters"],
  ["site", "javascript:alert(1)", "doesn’t look like a web address"],
  ["site", "ftp://example.org", "doesn’t look like a web address"],
  ["site", "not a site", "doesn’t look like a web address"],
  ["site", `https://example.org/${"x".repeat(300)}`, "300 characters"],
  ["to", "12; DROP TABLE", "wasn’t found"],
  ["to", "-1", "wasn’t found"],
])("refuses %s %j with a message", (field, value, message) => {
  const read = replySchema.safeParse({ ...typed, [field]: value });
  expect(read.error?.issues.map((issue) => [issue.path[0], issue.message])).toEqual([
    [field, expect.stringContaining(message)],
  ]);
});

test.each([
  ["site", "example.org/about", "https://example.org/about"],
  ["site", undefined, ""],
  ["name", "  Ada \u202e  Love\u0000lace ", "Ada Lovelace"],
  ["name", "صديق المكتبة", "صديق المكتبة"],
  ["email", " ada@example.org ", "ada@example.org"],
  ["body", "one\r\ntwo\rthree\n", "one\ntwo\nthree"],
  ["to", "12", 12],
  ["to", "", undefined],
])("reads %s %j as %j", (field, value, meant) => {
  expect(replySchema.parse({ ...typed, [field]: value })).toMatchObject({ [field]: meant });
});
