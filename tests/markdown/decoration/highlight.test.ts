import { expect, test } from "vitest";
import { comment, find, rendered } from "../page";

const html = (source: string) => rendered(source, comment).html;

test("a listing whose language is named is coloured", () => {
  const text = html('```js\nconst a = "b";\n```');
  expect(find(text, "code")[0]?.attributes.class).toBe("hljs language-js");
  expect(find(text, "span").map(({ attributes }) => attributes.class)).toEqual([
    "hljs-keyword",
    "hljs-string",
  ]);
});

test.each([
  ["without a language", "```\nconst a = 1;\n```"],
  ["in a language that nobody knows", "```klingon\nconst a = 1;\n```"],
  ["indented", "    const a = 1;"],
  ["too long to colour", `\`\`\`js\n${"const a = 1;\n".repeat(2000)}\`\`\``],
])("a listing %s is left alone", (_name, source) => {
  expect(find(html(source), "span")).toEqual([]);
});

test("a listing that is too long to colour keeps its language", () => {
  const source = `\`\`\`js\n${"const a = 1;\n".repeat(2000)}\`\`\``;
  expect(find(html(source), "code")[0]?.attributes.class).toBe("language-js");
});

test("code in a line is not coloured", () => {
  expect(html("`const a = 1`")).toBe("<p><code>const a = 1</code></p>");
});
