// That nothing leaves the site and nothing goes wrong unseen is watched on every visit (see sample-site.ts): each kind of page
// has one here.

import { expect, test } from "vitest";
import { KINDS } from "./kinds-of-page";
import { openSampleSite } from "./sample-site";

openSampleSite();

test.each(Object.entries(KINDS))(
  "%s loads nothing from elsewhere, and runs the reading script alone",
  async (_kind, open) => {
    const page = await open();
    const scripts = page.locator("script");
    expect(await scripts.count()).toBe(1);
    expect(await scripts.getAttribute("src")).toMatch(/^\/assets\/reading-[\w-]+\.js$/);
    expect(await page.locator("style, [style], [onclick], iframe, object, embed").count()).toBe(0);
  },
);
