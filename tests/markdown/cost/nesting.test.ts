import { expect, test } from "vitest";
import { isTooNested, measureNesting } from "../../../app/markdown/cost/nesting";

const JSON_ROWS = '  { "a": [1, 2, [3, [4]]], "b_c": "*", "d": "**" },\n'.repeat(2_500);
const C_CODE = "int *a[], **b[1], *c; /* ***** */ d[e[f[g]]] = *h * *i;\n".repeat(2_500);
const ASCII_ART = `${"*_*_* [==[ _/\\_ ]==] *_*_*\n".repeat(40)}${"[[[[[[[[[[[[[[[[  ******** \n".repeat(20)}`;

test.each([
  ["a code block of data", `\`\`\`json\n${JSON_ROWS}\`\`\``],
  ["a code block of a program", `~~~c\n${C_CODE}~~~`],
  ["a code block in a list", `1. Run this:\n\n   \`\`\`\n${C_CODE.replaceAll(/^/gm, "   ")}\n   \`\`\``],
  ["a code block in a quotation", `> \`\`\`\n${C_CODE.replaceAll(/^/gm, "> ")}\n> \`\`\``],
  ["a code block that contains a fence", `\`\`\`\`\n\`\`\`\n${C_CODE}\`\`\`\n\`\`\`\``],
  ["data without a fence", JSON_ROWS.slice(0, 20_000)],
  ["ASCII art without a fence", ASCII_ART],
  ["an e-mail quoted twenty times", `${">".repeat(20)} a\n`.repeat(200)],
  ["an e-mail quoted twenty times, with spaces", `${"> ".repeat(20)}a\n`.repeat(200)],
  ["a thematic break of 300 marks", `a\n\n${"* ".repeat(300)}\n\n${"- ".repeat(300)}\n\nb`],
  ["names with underscores", "some_long_name and an_other, ".repeat(3_000)],
  ["multiplications", "2 * 3 * 4 ~ 24\n".repeat(3_000)],
  ["a table in bold", "| **a** | **b** | [c](d) | _e_ |\n".repeat(700)],
  ["a long list of links", "- [a](https://a.example/b_c_d) *e* [f][g]\n".repeat(900)],
  ["a long paragraph of prose", "It *is* so [far](/a), and **no** further. ".repeat(500)],
  ["Windows line breaks", "> a [b](c)\r\n".repeat(1_000)],
])("accepts %s", (_name, source) => {
  expect(isTooNested(measureNesting(source))).toBe(false);
});

test.each([
  [">", ">".repeat(10_000)],
  ["> with spaces", "> ".repeat(10_000)],
  ["lists in one line", `${"- ".repeat(10_000)}a`],
  ["list numbers in one line", "1. ".repeat(10_000)],
  ["> and - alternating", "> - ".repeat(5_000)],
  ["[", "[".repeat(10_000)],
  ["]", "]".repeat(10_000)],
  ["![", "![".repeat(10_000)],
  ["[ over many lines", "[\n".repeat(10_000)],
  ["[a](", "[a](".repeat(10_000)],
  ["[a]", "[a]".repeat(10_000)],
  ["*a", "*a ".repeat(10_000)],
  ["a*", "a* ".repeat(10_000)],
  ["*a_", "*a_".repeat(10_000)],
  ["a**b", "a**b".repeat(10_000)],
  ["~~a", "~~a ".repeat(10_000)],
  ["[[[]]]", "[".repeat(10_000) + "]".repeat(10_000)],
  ["[ after a code block", `\`\`\`\nx\n\`\`\`\n${"[".repeat(10_000)}`],
  ["*a after a code block that ends with its quotation", `> \`\`\`\n> x\n\n${"*a ".repeat(10_000)}`],
  ["[ (only 600)", "[".repeat(600)],
])("refuses 10,000 times %s", (_name, source) => {
  expect(isTooNested(measureNesting(source))).toBe(true);
});

test("counts marks after a quotation whose end closes a code block, including the line that ends it", () => {
  expect(measureNesting(`> \`\`\`\n${"[".repeat(600)}`).open).toBe(600);
});

test("measures 150,000 characters in one line within 100 ms on average", () => {
  const runs = ["`", "~", "-", "*", "_", " ", ">", "[", "\\", "1", "- ", "* ", "a ` ", "``` ` ", "1. ", "\t"];
  const started = performance.now();
  for (const run of runs) {
    for (const end of ["", "a", " `"]) measureNesting(run.repeat(150_000 / run.length) + end);
  }
  expect((performance.now() - started) / (3 * runs.length)).toBeLessThan(100);
});

test("counts containers, open marks and squared marks per block, and ignores escaped marks", () => {
  expect(measureNesting("> > - [a [b *c\n\n[d](e)")).toEqual({ containers: 3, open: 3, cost: 9 + 4 });
  expect(measureNesting("\\[\\[\\* a")).toEqual({ containers: 0, open: 0, cost: 0 });
});
