import { expect, test } from "vitest";
import { postSchema } from "~/posts/post.schema";
import { tagSlug } from "~/tags/tag-name";
import { buildPost } from "../factories/posts";

const readTag = (tag: string) => postSchema.safeParse(buildPost({ tags: [tag] }));

test.each(["!!!", "—", "++", "#", "_", "\u3164", "½"])(
  "refuses the tag %s, which would have no slug",
  (tag) => {
    expect(readTag(tag).error?.issues.map((issue) => issue.message)).toEqual([
      expect.stringContaining("a letter or a digit"),
    ]);
  },
);

test.each(["C++", "2026", "図書館", "«réseaux»"])("accepts the tag %s, which has a slug", (tag) => {
  expect([readTag(tag).success, tagSlug(tag) !== ""]).toEqual([true, true]);
});
