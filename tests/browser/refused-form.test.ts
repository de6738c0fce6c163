// Refused forms by keyboard: the focus and the links of the error summary.

import { expect, test } from "vitest";
import { createMember } from "../factories/people";
import { tabTo } from "./by-keys";
import { sendReply, untilRead } from "./reply-form";
import { BOTH_WAYS, openSampleSite, servedSite, visit } from "./sample-site";
import { signedInAs } from "./visits";

openSampleSite();

test.each(BOTH_WAYS)(
  "focuses the error summary of a refused reply, and links to its fields, %s",
  async (_way, options) => {
    const page = await visit("/posts/leaving-well", options);
    await untilRead(page);
    await sendReply(page);
    const alert = page.getByRole("alert");
    await alert.waitFor();
    expect(await page.title()).toMatch(/^Error: Reply to /);
    await expect.poll(() => alert.evaluate((element) => element === document.activeElement)).toBe(true);
    await tabTo(page, "Please enter your e-mail address. It’s never shown.");
    await page.keyboard.press("Enter");
    await page.keyboard.type("ada@example.org");
    expect(await page.getByLabel("E-mail").inputValue()).toBe("ada@example.org");
  },
);

test.each(BOTH_WAYS)("focuses the error summary of a missing choice, %s", async (way, options) => {
  const member = await createMember(servedSite().services.db, `leaving-${way.split(" ")[0]}`);
  const page = await visit("/settings/data/leave", { ...options, ...signedInAs(member) });
  const button = page.getByRole("button", { name: "Delete my account" });
  const [red, green] = await Promise.all(
    [button, page.locator("a").first()].map((one) =>
      one.evaluate((element) => getComputedStyle(element).backgroundColor),
    ),
  );
  expect(red).toBe("rgb(154, 43, 31)");
  expect(green).not.toBe(red);
  await button.click();
  const alert = page.getByRole("alert");
  await alert.waitFor();
  await expect.poll(() => alert.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Space");
  expect(await page.getByRole("radio").first().isChecked()).toBe(true);
});
