import { expect, test } from "vitest";
import { findFaults } from "./axe";
import { openSampleSite, visit } from "./sample-site";

openSampleSite();

test("the key / opens a post, person or tag by the first letters of its name, unless somebody types or turned it off", async () => {
  const page = await visit("/");
  const dialog = page.locator("dialog.quick-open");
  await page.keyboard.press("/");
  await expect.poll(() => dialog.isVisible()).toBe(true);
  const field = dialog.getByRole("combobox");
  const options = dialog.getByRole("option");
  // On a busy machine, names may come too late to be of use, and are sought again with the next letter.
  const listed = async () => {
    await field.fill("");
    await field.pressSequentially("quiet ro");
    await expect.poll(() => options.count()).toBeGreaterThan(0);
    return options.allInnerTexts();
  };
  await expect
    .poll(listed)
    .toEqual([
      expect.stringMatching(/^The quiet room and the loud one\s+post$/),
      expect.stringContaining("Search for “quiet ro”"),
    ]);
  expect(await findFaults(page)).toEqual([]);
  const chosen = () => dialog.locator('[aria-selected="true"]').innerText();
  const active = async () =>
    dialog.locator(`#${await field.getAttribute("aria-activedescendant")}`).innerText();
  expect([await chosen(), await dialog.getByRole("status").innerText()]).toEqual([
    await active(),
    "1 name found",
  ]);
  // The next letter comes before the answer to the last one, which is no answer then.
  const statuses = await dialog.evaluateHandle((element) => {
    const seen: string[] = [];
    const status = element.querySelector("[role=status]") as HTMLElement;
    new MutationObserver(() => seen.push(status.innerText)).observe(status, { childList: true });
    return seen;
  });
  await page.route("**/search/names?q=quiet%20r", () => {});
  const asked = page.waitForRequest("**/search/names?q=quiet%20r");
  await field.press("Backspace");
  await asked;
  await field.pressSequentially("o");
  await expect.poll(() => statuses.jsonValue()).toEqual(["1 name found"]);

  // That names can't be looked up is not told as if there were none.
  const status = dialog.getByRole("status");
  await page.route("**/search/names?q=quiet%20roo", (route) => route.fulfill({ status: 429, json: [] }));
  await field.press("o");
  await expect.poll(() => status.innerText()).toContain("Please wait a moment");
  expect([await status.isVisible(), await options.allInnerTexts()]).toEqual([
    true,
    [expect.stringContaining("Search for “quiet roo”")],
  ]);
  expect(await findFaults(page)).toEqual([]);
  await page.route("**/search/names?q=quiet%20room", (route) => route.fulfill({ status: 404 }));
  await field.press("m");
  await expect.poll(() => status.innerText()).toBe("Names can’t be looked up at the moment.");
  await page.unrouteAll();
  await field.fill("quiet ro");
  await expect.poll(() => status.innerText()).toBe("1 name found");
  await page.keyboard.press("ArrowDown");
  expect(await chosen()).toContain("Search for");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/posts/the-quiet-room-and-the-loud-one");

  // Back again, it is closed.
  await page.goBack();
  await page.waitForURL("**/");
  expect(await dialog.isVisible()).toBe(false);
  await page.goForward();

  // Escape gives the focus back; what isn't found is searched for.
  await page.locator(".masthead-name").focus();
  await page.keyboard.press("/");
  await expect.poll(() => dialog.isVisible()).toBe(true);
  await page.keyboard.press("Escape");
  await expect.poll(() => dialog.isVisible()).toBe(false);
  expect(await page.evaluate(() => document.activeElement?.className)).toBe("masthead-name");
  await page.locator("textarea[name=body]").pressSequentially("either/or");
  expect(await dialog.isVisible()).toBe(false);
  expect(await page.locator("textarea[name=body]").inputValue()).toBe("either/or");
  await page.locator(".masthead-name").focus();
  await page.keyboard.press("/");
  await field.pressSequentially("zzzz");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/search?q=zzzz");

  await page.getByText("How to search").click();
  await page.getByRole("checkbox").uncheck();
  await page.goto(new URL("/", page.url()).href);
  await page.keyboard.press("/");
  await page.waitForTimeout(300);
  expect(await dialog.count()).toBe(0);
});

test("a search by keyboard alone leads to a response, and the page passes axe", async () => {
  const page = await visit("/");
  await page.locator(".masthead-search input").focus();
  await page.keyboard.type("library school");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/search?q=library+school");
  expect(await findFaults(page)).toEqual([]);
  await page.getByRole("link", { name: "Response 70" }).focus();
  await page.keyboard.press("Enter");
  await page.waitForURL("**/posts/hanging-out-is-the-work*#comment-*");
});
