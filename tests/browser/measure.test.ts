import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { LONG_THREAD, openSampleSite, visit } from "./sample-site";

openSampleSite();

test("a line of a post on a wide page holds 45 to 80 characters", async () => {
  const page = await visit(LONG_THREAD, { viewport: { width: 1280, height: 900 } });
  const lengths = await measureLines(page, ".post-text > p");
  expect(lengths.length).toBeGreaterThan(50);
  expect(lengths.filter((length) => length < 45 || length > 80)).toEqual([]);
});

/** The characters in each line of these paragraphs, without the last lines, which are as long as what is left. */
const measureLines = (page: Page, selector: string): Promise<number[]> =>
  page.locator(selector).evaluateAll((paragraphs) =>
    paragraphs.flatMap((paragraph) => {
      const range = document.createRange();
      const lines: { left: number; length: number }[] = [];
      const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
      for (let text = walker.nextNode(); text; text = walker.nextNode()) {
        if (text.parentElement?.closest("sup, .pilcrow")) continue;
        for (let index = 0; index < (text.nodeValue ?? "").length; index += 1) {
          range.setStart(text, index);
          range.setEnd(text, index + 1);
          const { left, width } = range.getBoundingClientRect();
          // Each line begins again at the left; a space at its end has no width.
          if (width === 0) continue;
          const line = lines.at(-1);
          if (!line || left < line.left) lines.push({ left, length: 1 });
          else Object.assign(line, { left, length: line.length + 1 });
        }
      }
      return lines.slice(0, -1).map(({ length }) => length);
    }),
  );
