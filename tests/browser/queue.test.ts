// The queue by keys, which work while a response has the focus and can be turned off.

import { expect, test } from "vitest";
import { setHolding } from "../factories/moderation";
import { createMember } from "../factories/people";
import { createComment } from "../factories/posts";
import { findFaults } from "./axe";
import { tabTo } from "./by-keys";
import { openSampleSite, servedSite, visit } from "./sample-site";
import { signedInAs } from "./visits";

openSampleSite();

test("is worked by keys alone while a response has the focus, goes on with the next, and keeps that they are off", async () => {
  const { services } = servedSite();
  await setHolding(services.db, "everyone");
  const { id: postId } = await services.db.post.findFirstOrThrow({ where: { status: "published" } });
  const ids: number[] = [];
  for (const body of ["First.", "Second.", "Third."])
    ids.push(await createComment(services, postId, { body }));
  const [first = 0, second = 0, third = 0] = ids;
  const mo = await createMember(services.db, "keys-mo", { moderates: true });
  const page = await visit("/moderation", signedInAs(mo));
  const focused = () => page.evaluate(() => document.activeElement?.closest("li")?.id);
  const statusOf = async (id: number) =>
    (await services.db.comment.findUniqueOrThrow({ where: { id } })).status;

  await page.keyboard.press("a");
  expect(await statusOf(third)).toBe("held");
  await page.locator(`#held-${third}`).focus();
  await page.keyboard.press("j");
  expect(await focused()).toBe(`held-${second}`);
  await page.keyboard.press("x");
  expect(await page.locator(`#held-${second} input[type=checkbox]`).isChecked()).toBe(true);
  await page.keyboard.press("k");
  await page.keyboard.press("a");
  await page.getByRole("button", { name: "Undo" }).waitFor();
  expect([await statusOf(third), await focused()]).toEqual(["approved", `held-${second}`]);
  await page.keyboard.press("u");
  await page.getByText("Undone.").waitFor();
  expect(await statusOf(third)).toBe("held");
  await page.locator(`#held-${first}`).focus();
  await page.keyboard.press("r");
  await page.waitForURL("**/moderation/remove?**");

  await page.goBack();
  await tabTo(page, "Keys");
  await page.keyboard.press("Enter");
  await page.getByLabel("Use keys in this list").uncheck();
  await page.reload();
  expect(await page.locator(`#held-${third}`).getAttribute("tabindex")).toBeNull();
  await page.locator(`#held-${third} button`).first().focus();
  await page.keyboard.press("s");
  expect(await statusOf(third)).toBe("held");
  expect(await findFaults(page)).toEqual([]);
});
