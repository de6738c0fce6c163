import type { Locator } from "playwright-core";
import { expect } from "vitest";

/** Waits until the element's top is in view. */
export async function expectInView(place: Locator): Promise<void> {
  await expect
    .poll(() => place.evaluate((element) => element.getBoundingClientRect().top / innerHeight))
    .toSatisfy((top) => top > -0.01 && top < 0.95);
}
