import { expect, test } from "vitest";
import { trimSource } from "../../app/markdown/source";
import { postSchema } from "../../app/posts/post.schema";

test.each([
  ["a listing at its beginning", "\n  \n    npm ci\n\nWords.\n\n", "    npm ci\n\nWords."],
  ["a listing after Windows' line ends", "\r\n    npm ci\r\n", "    npm ci"],
  ["plain words", "  words  ", "  words"],
  ["nothing", " \n\t\n ", ""],
])("a text keeps its first spaces, and loses the empty lines around it: %s", (_name, text, trimmed) => {
  expect(trimSource(text)).toBe(trimmed);
});

test("a post that begins with a listing keeps it", () => {
  expect(postSchema.shape.source.parse("    npm ci\n")).toBe("    npm ci");
  expect(postSchema.shape.source.safeParse(" \n ").success).toBe(false);
});
