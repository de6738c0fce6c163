import { expect, test } from "vitest";
import { replySchema } from "../../app/comments/comment.schema";
import { trimSource } from "../../app/markdown/source";
import { personSchema, profileSchema } from "../../app/people/person.schema";
import { postSchema } from "../../app/posts/post.schema";
import { seriesSchema } from "../../app/series/series.schema";
import { settingsForm, siteSchema } from "../../app/site/site.schema";

test.each([
  ["a code block at the start", "\n  \n    npm ci\n\nWords.\n\n", "    npm ci\n\nWords."],
  ["a code block after Windows line breaks", "\r\n    npm ci\r\n", "    npm ci"],
  ["plain words", "  words  ", "  words"],
  ["only spaces", " \n\t\n ", ""],
])(
  "keeps the indentation of the first line and removes blank lines around a text: %s",
  (_name, text, trimmed) => {
    expect(trimSource(text)).toBe(trimmed);
  },
);

const LISTING = "\r\n    npm ci\r\n\r\n";

test.each([
  ["a post", postSchema.shape.source],
  ["a comment", replySchema.shape.body],
  ["a person's bio in a file", personSchema.shape.bio],
  ["a person's bio in a form", profileSchema.shape.bio],
  ["a series introduction", seriesSchema.shape.intro],
  ["the site's about text in a file", siteSchema.shape.about],
  ["the site's about text in a form", settingsForm.shape.about],
  ["house rules in a file", siteSchema.shape.rules],
  ["house rules in a form", settingsForm.shape.rules],
])("%s that begins with a code block keeps its indentation", (_name, schema) => {
  expect(schema.parse(LISTING)).toBe("    npm ci");
});

test("refuses a post of spaces only, and stores other texts of spaces as empty", () => {
  expect(postSchema.shape.source.safeParse(" \n ").success).toBe(false);
  for (const schema of [personSchema.shape.bio, siteSchema.shape.about, settingsForm.shape.rules])
    expect(schema.parse(" \n ")).toBe("");
});
