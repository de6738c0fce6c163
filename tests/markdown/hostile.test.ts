// What is made to hurt ends within the limits, through the workers as on the site.
import { afterAll, beforeAll, expect, test } from "vitest";
import { createRenderer, type Renderer } from "../../app/markdown/renderer/renderer.server";
import { post } from "./page";
import { bundleWorker } from "./renderer/worker-bundle";
import { faults } from "./safety/safety";

let renderer: Renderer;
beforeAll(async () => {
  // What is refused here is refused for what it is, however busy the machine.
  renderer = createRenderer({ workerFile: await bundleWorker(), patience: 10, waitMs: 60_000 });
});
afterAll(() => renderer.close());

const list = (depth: number) =>
  Array.from({ length: depth }, (_, level) => `${"  ".repeat(level)}- a`).join("\n");
const range = (count: number, each: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => each(i)).join("");

test.each([
  ["a megabyte in one line", "a".repeat(1_000_000), "too-long"],
  ["a megabyte of lines", "a\n".repeat(500_000), "too-long"],
  ["quotes", ">".repeat(10_000), "too-deep"],
  ["brackets", "[".repeat(10_000), "too-deep"],
  ["pictures", "![".repeat(10_000), "too-deep"],
  ["stars", "*a ".repeat(10_000), "too-deep"],
  ["links that don't end", "[a](".repeat(10_000), "too-deep"],
  ["underlined headings", "a\n=\n".repeat(5_000), "too-much-work"],
  ["a quote that goes on without its mark", `> a\n${"a\n".repeat(9_000)}`, "too-much-work"],
  ["rows of a table", `|a|\n|-|\n${"|a|\n".repeat(4_900)}`, "too-much-work"],
  ["emphasis in emphasis", "*a **a ".repeat(2_800), "too-deep"],
  ["comments on lines of their own", "<!--\n".repeat(4_000), "ok"],
  ["a task list", "- [ ] a\n".repeat(2_500), "too-much-work"],
  ["parentheses", "(".repeat(10_000), "ok"],
  ["lists, each in the one before", list(300), "too-deep"],
  ["lists as people nest them", list(15), "ok"],
  ["elements, each in the one before", "<div>".repeat(3_000), "too-deep"],
  ["elements that are left open", range(500, (index) => `<b a${index}>`), "too-deep"],
  ["links in a drawing, where they nest", `<svg>${"<a>".repeat(20_000)}`, "too-deep"],
  ["emphasis, each in the one before", "*a **b ".repeat(240) + "c** d*".repeat(240), "too-deep"],
  ["references to one note", `${"a [^1]\n\n".repeat(9_000)}\n\n[^1]: b`, "too-much-work"],
  [
    "references to one long address",
    `[a]: /${"x".repeat(50_000)}\n\n${"[a]\n\n".repeat(2_000)}`,
    "too-large",
  ],
  [
    "short rows under a wide head",
    `|${"a|".repeat(700)}\n|${"-|".repeat(700)}\n${"|\n".repeat(300)}`,
    "too-large",
  ],
  ["entities", "&amp;&lt;&#x10FFFF;&#0;&bogus;".repeat(4_000), "ok"],
  ["ampersands", "&".repeat(100_000), "ok"],
  ["NUL", "\0".repeat(20_000), "ok"],
  ["control characters", range(20_000, (index) => String.fromCharCode(index % 32)), "ok"],
  ["halves of characters", "\ud800".repeat(10_000), "ok"],
  ["marks of direction", "\u202E\u2066".repeat(10_000), "ok"],
  ["combining marks", `a${"\u0301".repeat(50_000)}`, "ok"],
  ["backticks", range(300, (index) => `${"`".repeat(index)} `), "ok"],
  ["opening tags", "<a ".repeat(10_000), "ok"],
  ["comments", "<!-- ".repeat(20_000), "ok"],
  ["backslashes", "\\".repeat(50_000), "ok"],
  ["quotation marks", "'a".repeat(50_000), "ok"],
  ["Chinese without a stop", "漢字仮名".repeat(30_000), "ok"],
  ["definitions", range(1_500, (index) => `[${index}]: /x\n\n`), "ok"],
  ["mail addresses that aren't", "a@".repeat(20_000), "too-much-work"],
  ["tables", "a|b\n-|-\n1|2\n\n".repeat(500), "too-much-work"],
])(
  "%s",
  async (_name, source, outcome) => {
    const hostile = renderer.render(source, post);
    const ordinary = renderer.render("An *ordinary* text.", post, "another network");
    expect(await ordinary).toMatchObject({ ok: true, excerpt: "An ordinary text." });
    const result = await hostile;
    expect(result.ok ? "ok" : result.reason.replace("markdown.", "")).toBe(outcome);
    if (result.ok) expect(faults(result.html)).toEqual([]);
  },
  60_000,
);
