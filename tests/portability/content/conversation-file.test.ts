import { expect, test } from "vitest";
import { cutItems, type FiledResponse, parseConversation } from "~/portability/content/conversation-file";

/** The responses of a file, each with its line and its text or error. */
function outline(text: string) {
  const parsed = parseConversation("a.yml", text, "UTC");
  if (!parsed.ok) return `${parsed.problem.line} ${parsed.problem.field}: ${parsed.problem.message}`;
  const tell = ({ line, read, replies }: FiledResponse): unknown[] => [
    line,
    read.ok ? read.value.body : `${read.problem.line} ${read.problem.field}: ${read.problem.message}`,
    ...replies.map(tell),
  ];
  return parsed.value.responses.map(tell);
}

const entry = (name: string, body: string, indent = "  ") =>
  `${indent}- name: ${name}\n${indent}  at: 2026-03-02T09:00:00Z\n${indent}  body: ${body}\n`;

test.each([
  ["without indentation", ""],
  ["with indentation", "  "],
  ["with more indentation", "      "],
])("finds the lines of responses in a list %s", (_, indent) => {
  const text = `post: a\nresponses:\n# The first\n\n${entry("Ada", "Hm.", indent)}\n${entry("Bo", "Well.", indent)}`;
  expect(outline(text)).toEqual([
    [5, "Hm."],
    [9, "Well."],
  ]);
});

test("parses responses one at a time, separately from the file", () => {
  const list = Array.from({ length: 1_000 }, (_, index) => entry("Ada", `Body ${index}.`));
  const { around, items } = cutItems(`post: a\nresponses:\n${list.join("")}`);
  expect([items.length, Math.max(...items.map(({ text }) => text.length))]).toEqual([1_000, 63]);
  expect(around.replaceAll("\n", "")).toBe("post: aresponses:");
});

test("reads what looks like a list entry inside a text as text", () => {
  const body = "|\n      - one\n      - two\n\n      post: b";
  expect(outline(`post: a\nresponses:\n${entry("Ada", body)}${entry("Bo", "Well.")}`)).toEqual([
    [3, "- one\n- two\n\npost: b"],
    [10, "Well."],
  ]);
});

test("reads a post named after its responses, and a list in flow style", () => {
  expect(outline(`responses:\n${entry("Ada", "Hm.")}post: a\n`)).toEqual([[2, "Hm."]]);
  const inline = '[{ name: Ada, at: 2026-03-02T09:00:00Z, body: Hm., replies: [{ name: Bo, body: "?" }] }]';
  expect(outline(`post: a\nresponses: ${inline}\n`)).toEqual([
    [2, "Hm.", [2, "2 responses.0.replies.0.at: is missing. Add it, for example at: 2026-03-30T09:00:00Z"]],
  ]);
  expect(outline("post: a\nresponses:\n")).toEqual([]);
  expect(outline("post: a\n")).toEqual([]);
});

test("ignores carriage returns", () => {
  const text = `post: a\nresponses:\n${entry("Ada", "Hm.")}${entry("Bo", "Well.")}`.replaceAll("\n", "\r\n");
  expect(outline(text)).toEqual([
    [3, "Hm."],
    [6, "Well."],
  ]);
});

test.each([
  [
    "isn't YAML",
    entry("Bo", '"Well'),
    /^8 responses\.1: isn't valid YAML: a quotation mark or bracket isn’t closed/,
  ],
  [
    "has no date",
    "  - name: Bo\n    body: Well.\n",
    "6 responses.1.at: is missing. Add it, for example at: 2026-03-30T09:00:00Z",
  ],
  ["is only text", "  - Well.\n", "6 responses.1: should be fields with values, such as name: Maren Lind"],
  ["is empty", "  -\n", "6 responses.1: should be fields with values, such as name: Maren Lind"],
  [
    "has two errors",
    "  - name: Bo\n    person: bo\n    at: soon\n    body: Well.\n",
    /^8 responses\.1\.at: should be a date.*$/,
  ],
  [
    "has a javascript website",
    entry("Bo", "Well.\n    site: javascript:alert(1)"),
    /^9 responses\.1\.site: This doesn’t look like a web address/,
  ],
  [
    "has an unknown field",
    entry("Bo", "Well.\n    e-mail: x"),
    "9 responses.1.e-mail: isn't a known field. Correct its name, or remove it.",
  ],
  [
    "has replies that aren't a list",
    entry("Bo", "Well.\n    replies: none"),
    /^9 responses\.1\.replies: should be a list of responses, for example replies:/,
  ],
])("reports a response that %s on its line, and reads the others", (_, bad, problem) => {
  const told = typeof problem === "string" ? problem : expect.stringMatching(problem);
  expect(outline(`post: a\nresponses:\n${entry("Ada", "Hm.")}${bad}${entry("Cy", "Yes.")}`)).toEqual([
    [3, "Hm."],
    [6, told],
    [expect.any(Number), "Yes."],
  ]);
});

test("reads the replies to a response with an error", () => {
  const replies = `    replies:\n${entry("Bo", "Well.", "      ")}`;
  expect(outline(`post: a\nresponses:\n  - nmae: Ada\n${replies}`)).toEqual([
    [
      3,
      "3 responses.0.at: is missing. Add it, for example at: 2026-03-30T09:00:00Z (and 2 more)",
      [5, "Well."],
    ],
  ]);
});

test.each([
  ["without a post", "responses: []\n", /^1 post: is missing. Add it, for example post: /],
  [
    "whose responses aren't a list",
    "post: a\nresponses: none\n",
    /^2 responses: should be a list of responses, for example responses:/,
  ],
  [
    "with invalid YAML around its responses",
    `post: [a\nresponses:\n${entry("Ada", "Hm.")}`,
    /^\d+ : isn't valid YAML/,
  ],
  ["with another structure", "- a\n- b\n", /^1 : should be/],
])("refuses a file %s, with the error", (_, text, problem) => {
  expect(outline(text)).toEqual(typeof problem === "string" ? problem : expect.stringMatching(problem));
});
