import { expect, test } from "vitest";
import { replySchema } from "../../app/comments/comment.schema";
import { trimSource } from "../../app/markdown/source";
import { personSchema, profileSchema } from "../../app/people/person.schema";
import { postSchema } from "../../app/posts/post.schema";
import { seriesSchema } from "../../app/series/series.schema";
import { settingsForm, siteSchema } from "../../app/site/site.schema";

test.each([
  ["a listing at its beginning", "\n  \n    npm ci\n\nWords.\n\n", "    npm ci\n\nWords."],
  ["a listing after Windows' line ends", "\r\n    npm ci\r\n", "    npm ci"],
  ["plain words", "  words  ", "  words"],
  ["nothing", " \n\t\n ", ""],
])("a text keeps its first spaces, and loses the empty lines around it: %s", (_name, text, trimmed) => {
  expect(trimSource(text)).toBe(trimmed);
});

const LISTING = "\r\n    npm ci\r\n\r\n";

test.each([
  ["a post", postSchema.shape.source],
  ["a comment", replySchema.shape.body],
  ["an introduction of a person, in a file", personSchema.shape.bio],
  ["one in a form", profileSchema.shape.bio],
  ["an introduction of a series", seriesSchema.shape.intro],
  ["a word on the site, in a file", siteSchema.shape.about],
  ["one in a form", settingsForm.shape.about],
  ["house rules, in a file", siteSchema.shape.rules],
  ["those in a form", settingsForm.shape.rules],
])("%s that begins with a listing keeps it", (_name, schema) => {
  expect(schema.parse(LISTING)).toBe("    npm ci");
});

test("a post of spaces alone is refused, and other texts of spaces are empty", () => {
  expect(postSchema.shape.source.safeParse(" \n ").success).toBe(false);
  for (const schema of [personSchema.shape.bio, siteSchema.shape.about, settingsForm.shape.rules])
    expect(schema.parse(" \n ")).toBe("");
});
