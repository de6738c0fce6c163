// What is asked of every kind of page.

import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { findFaults } from "./axe";
import { visit } from "./sample-site";

/** How to come to a page of each kind. */
export type Pages = Record<string, () => Promise<Page>>;

export const at = (path: string) => () => visit(path);

/** Axe looks at a long thread many times. */
const AXE_TIMEOUT_MS = 60_000;

export function testPages(pages: Pages) {
  // That nothing is asked of another site and nothing fails unseen is watched on every visit: see sample-site.ts.
  test.each(Object.entries(pages))(
    "%s: axe finds nothing wrong, nothing hangs out at any width, and the reading script runs alone",
    async (_kind, open) => {
      const page = await open();
      const scripts = page.locator("script");
      expect(await scripts.count()).toBe(1);
      expect(await scripts.getAttribute("src")).toMatch(/^\/assets\/reading-[\w-]+\.js$/);
      expect(await page.locator("style, [style], [onclick], iframe, object, embed").count()).toBe(0);
      expect(await findFaults(page)).toEqual([]);
    },
    AXE_TIMEOUT_MS,
  );
}
