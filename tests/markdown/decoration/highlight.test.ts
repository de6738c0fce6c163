import { expect, test } from "vitest";
import { comment, find, rendered } from "../page";

const html = (source: string) => rendered(source, comment).html;

test("highlights a code block with a known language", () => {
  const text = html('```js\nconst a = "b";\n```');
  expect(find(text, "code")[0]?.attributes.class).toBe("hljs language-js");
  expect(find(text, "span").map(({ attributes }) => attributes.class)).toEqual([
    "hljs-keyword",
    "hljs-string",
  ]);
});

test.each([
  ["without a language", "```\nconst a = 1;\n```"],
  ["in an unknown language", "```klingon\nconst a = 1;\n```"],
  ["indented", "    const a = 1;"],
  ["longer than MAX_HIGHLIGHT_CHARS", `\`\`\`js\n${"const a = 1;\n".repeat(2000)}\`\`\``],
])("does not highlight a code block %s", (_name, source) => {
  expect(find(html(source), "span")).toEqual([]);
});

test("keeps the language class of a code block that is too long to highlight", () => {
  const source = `\`\`\`js\n${"const a = 1;\n".repeat(2000)}\`\`\``;
  expect(find(html(source), "code")[0]?.attributes.class).toBe("language-js");
});

test("does not highlight inline code", () => {
  expect(html("`const a = 1`")).toBe("<p><code>const a = 1</code></p>");
});
