// Error messages for the fields of content files, each with a valid example, instead of the validator's own
// messages.

import type { z } from "zod";

/** Name of the text below the fields, in problems. */
export const TEXT = "the text";

/** Examples by field name, for all kinds of file. */
const EXAMPLES: Record<string, string> = {
  about: "a paragraph below the fields",
  at: "at: 2026-03-30T09:00:00Z",
  bio: "a paragraph below the fields",
  body: "body: I remember it otherwise.",
  byline: "byline: [maren]",
  date: "date: 2026-03-30",
  handle: "handle: maren-lind",
  intro: "a paragraph below the fields",
  "introduced by": "introduced by: [maren]",
  joining: "joining: open",
  key: "key: the-first-answer",
  language: "language: en-GB",
  name: "name: Maren Lind",
  newRole: "newRole: reader",
  part: "part: 2",
  person: "person: maren",
  post: "post: who-is-not-in-the-room",
  replies: "replies:, and below it entries that begin with a hyphen",
  responses: "responses:, and below it entries that begin with a hyphen",
  rules: 'rules: "Be kind."',
  series: "series: notes-on-practice",
  site: "site: https://example.org",
  slug: "slug: who-is-not-in-the-room",
  status: "status: complete",
  summary: "summary: A sentence or two for lists.",
  [TEXT]: "a paragraph below the fields",
  tagline: "tagline: Long posts, and the talk that follows them",
  tags: "tags: [access, the profession]",
  timeZone: "timeZone: Europe/London",
  title: "title: Who is not in the room?",
};

/** Messages where a schema has none of its own. */
const explainIssue: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case "invalid_type":
      return KINDS[issue.expected] ?? "has the wrong form";
    case "too_small":
      return "is too short or too small";
    case "too_big":
      return "is too long or too large";
    case "invalid_value":
      return `should be one of ${issue.values.join(", ")}`;
    default:
      return "has the wrong form";
  }
};

const KINDS: Partial<Record<string, string>> = {
  array: "should be a list",
  number: "should be a number",
  object: "should be fields with values",
  string: "should be text",
};

/** Like `schema.safeParse`, with readable messages. */
export const readFields = <S extends z.ZodType>(schema: S, value: unknown) =>
  schema.safeParse(value, { error: explainIssue });

export interface FieldError {
  path: PropertyKey[];
  message: string;
}

/** The errors of `value`, each with a valid example; one for each unknown field. */
export const explainFields = ({ issues }: z.ZodError, value: unknown): FieldError[] =>
  issues.flatMap((issue) => {
    if (issue.code === "unrecognized_keys")
      return issue.keys.map((key) => {
        return {
          path: [...issue.path, key],
          message: "isn't a known field. Correct its name, or remove it.",
        };
      });
    if (issue.path.length === 0)
      return { path: [], message: "should be fields with values, such as name: Maren Lind" };
    return { path: issue.path, message: withExample(issue.message, issue.path, value) };
  });

function withExample(message: string, path: PropertyKey[], value: unknown): string {
  const field = path.findLast((key) => typeof key === "string") ?? "";
  const example = EXAMPLES[String(field)];
  const isMissing =
    typeof path.at(-1) === "string" && valueAt(value, path) == null && message.startsWith("should");
  if (isMissing) return example ? `is missing. Add it, for example ${example}` : "is missing";
  return !example || /such as|example|\.$/.test(message) ? message : `${message}, for example ${example}`;
}

const valueAt = (value: unknown, path: PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (held, key) => (held as Record<PropertyKey, unknown> | null | undefined)?.[key],
    value,
  );
