// Renders hostile texts through the workers, as on the site: each ends within its limits.
import { afterAll, beforeAll, expect, test } from "vitest";
import { createRenderer, type Renderer } from "../../app/markdown/renderer/renderer.server";
import { post } from "./page";
import { bundleWorker } from "./renderer/worker-bundle";
import { faults } from "./safety/safety";

let renderer: Renderer;
beforeAll(async () => {
  // Generous times, so that each refusal comes from the text and not from a busy machine.
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
  ["image openings", "![".repeat(10_000), "too-deep"],
  ["unclosed emphasis", "*a ".repeat(10_000), "too-deep"],
  ["unclosed links", "[a](".repeat(10_000), "too-deep"],
  ["setext headings", "a\n=\n".repeat(5_000), "too-much-work"],
  ["lazy continuation lines of a quote", `> a\n${"a\n".repeat(9_000)}`, "too-much-work"],
  ["table rows", `|a|\n|-|\n${"|a|\n".repeat(4_900)}`, "too-much-work"],
  ["nested emphasis", "*a **a ".repeat(2_800), "too-deep"],
  ["comment openings, each on a line of its own", "<!--\n".repeat(4_000), "ok"],
  ["a task list", "- [ ] a\n".repeat(2_500), "too-much-work"],
  ["parentheses", "(".repeat(10_000), "ok"],
  ["300 nested lists", list(300), "too-deep"],
  ["15 nested lists", list(15), "ok"],
  ["3,000 nested elements", "<div>".repeat(3_000), "too-deep"],
  ["unclosed elements", range(500, (index) => `<b a${index}>`), "too-deep"],
  ["nested links in SVG", `<svg>${"<a>".repeat(20_000)}`, "too-deep"],
  ["balanced, nested emphasis", "*a **b ".repeat(240) + "c** d*".repeat(240), "too-deep"],
  ["references to one footnote", `${"a [^1]\n\n".repeat(9_000)}\n\n[^1]: b`, "too-much-work"],
  [
    "references to one long link definition",
    `[a]: /${"x".repeat(50_000)}\n\n${"[a]\n\n".repeat(2_000)}`,
    "too-large",
  ],
  [
    "short rows under a wide table head",
    `|${"a|".repeat(700)}\n|${"-|".repeat(700)}\n${"|\n".repeat(300)}`,
    "too-large",
  ],
  ["entities", "&amp;&lt;&#x10FFFF;&#0;&bogus;".repeat(4_000), "ok"],
  ["ampersands", "&".repeat(100_000), "ok"],
  ["NUL", "\0".repeat(20_000), "ok"],
  ["control characters", range(20_000, (index) => String.fromCharCode(index % 32)), "ok"],
  ["unpaired surrogates", "\ud800".repeat(10_000), "ok"],
  ["direction marks", "\u202E\u2066".repeat(10_000), "ok"],
  ["combining marks", `a${"\u0301".repeat(50_000)}`, "ok"],
  ["backticks", range(300, (index) => `${"`".repeat(index)} `), "ok"],
  ["opening tags", "<a ".repeat(10_000), "ok"],
  ["comment openings", "<!-- ".repeat(20_000), "ok"],
  ["backslashes", "\\".repeat(50_000), "ok"],
  ["quotation marks", "'a".repeat(50_000), "ok"],
  ["Chinese without punctuation", "漢字仮名".repeat(30_000), "ok"],
  ["link definitions", range(1_500, (index) => `[${index}]: /x\n\n`), "ok"],
  ["incomplete e-mail addresses", "a@".repeat(20_000), "too-much-work"],
  ["tables", "a|b\n-|-\n1|2\n\n".repeat(500), "too-much-work"],
])(
  "renders or refuses %s within the limits, while another network's text passes",
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
