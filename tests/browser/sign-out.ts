import type { Page } from "playwright-core";

/** Signs out by the account menu. */
export async function signOut(page: Page): Promise<void> {
  const menu = page.getByRole("navigation", { name: "Your account" });
  await menu.locator("summary").click();
  await menu.getByRole("button", { name: "Sign out" }).click();
}
