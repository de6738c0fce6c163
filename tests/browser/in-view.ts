import type { Locator } from "playwright-core";
import { expect } from "vitest";

/** Waits until the browser has scrolled there: the top of it is to be seen. */
export async function expectInView(place: Locator): Promise<void> {
  await expect
    .poll(() => place.evaluate((element) => element.getBoundingClientRect().top / innerHeight))
    .toSatisfy((top) => top > -0.01 && top < 0.95);
}
