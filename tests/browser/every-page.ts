// Checks of every kind of page.

import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { findFaults } from "./axe";
import { visit } from "./sample-site";

/** A function that opens each kind of page. */
export type Pages = Record<string, () => Promise<Page>>;

export const at = (path: string) => () => visit(path);

/** Time for axe on a long thread. */
const AXE_TIMEOUT_MS = 60_000;

export function testPages(pages: Pages) {
  // Each visit also watches for external requests and errors: see sample-site.ts.
  test.each(Object.entries(pages))(
    "passes axe, overflows at no width, and loads only scripts for reading: %s",
    async (_kind, open) => {
      const page = await open();
      const sources = await page
        .locator('script:not([type="application/ld+json"])')
        .evaluateAll((all) => all.map((one) => one.getAttribute("src")));
      const names = sources.map((source) => /^\/assets\/([\w-]+)-[\w-]{8}\.js$/.exec(source ?? "")?.[1]);
      const further = ["conversation", "cite", "read-parts"];
      expect(names.filter((name) => !further.includes(name ?? ""))).toEqual(["reading"]);
      expect(await page.locator("style, [style], [onclick], iframe, object, embed").count()).toBe(0);
      expect(await findFaults(page)).toEqual([]);
    },
    AXE_TIMEOUT_MS,
  );
}
