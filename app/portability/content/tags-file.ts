// The file tags.yml: what posts don't say of their tags.

import { z } from "zod";
import { postSchema } from "~/posts/post.schema";
import { MAX_TAG_DESCRIPTION_CHARS } from "~/tags/tag.schema";
import { explainFields, readFields } from "./field-errors";
import { namesField } from "./former-addresses";
import type { Problem } from "./front-matter";
import { openYaml } from "./yaml-text";

const tagSchema = z.strictObject({
  name: postSchema.shape.tags.unwrap().element,
  /** Of a tag whose address doesn't follow from its name. */
  slug: z
    .string({ error: "should be the tag’s name in its address" })
    .regex(/^[^\s/?#]+$/u, "should be the tag’s name in its address, such as community-development")
    .optional(),
  description: z
    .string({ error: "should be text" })
    .trim()
    .max(MAX_TAG_DESCRIPTION_CHARS, `should be at most ${MAX_TAG_DESCRIPTION_CHARS} characters`)
    .default(""),
  "former addresses": namesField("/tags/"),
});

export type FiledTag = z.infer<typeof tagSchema> & { file: string; line: number };

/** Reads the tags of a file. One that can't be read is a problem, and the others are read. */
export function parseTags(file: string, text: string): { tags: FiledTag[]; problems: Problem[] } {
  const yaml = openYaml(text, 0);
  const refuse = (line: number, field: string, message: string): Problem => ({ file, line, field, message });
  if (yaml.error) return { tags: [], problems: [refuse(yaml.error.line, "", yaml.error.message)] };
  const whole = readFields(z.strictObject({ tags: z.array(z.unknown()) }), yaml.value ?? {});
  if (!whole.success)
    return {
      tags: [],
      problems: [
        refuse(1, "", "should begin with tags:, and have entries below it that begin with a hyphen"),
      ],
    };
  const tags: FiledTag[] = [];
  const problems = yaml.cut.map((cut) => ({ file, ...cut }));
  for (const [index, value] of whole.data.tags.entries()) {
    const read = readFields(tagSchema, value);
    if (read.success) tags.push({ ...read.data, file, line: yaml.lineOf(["tags", index]) });
    else
      for (const { path, message } of explainFields(read.error, value).slice(0, 1))
        problems.push(
          refuse(yaml.lineOf(["tags", index, ...path]), ["tags", index, ...path].join("."), message),
        );
  }
  return { tags, problems };
}
