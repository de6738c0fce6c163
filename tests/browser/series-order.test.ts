// The order of a series' parts, by the page that edits it.

import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { createMember } from "../factories/people";
import { findFaults } from "./axe";
import { openSampleSite, servedSite, visit } from "./sample-site";
import { signedInAs } from "./visits";

openSampleSite();

const SERIES = "/series/beginning-with-the-people/edit";
const [ONE, TWO, THREE, FOUR, FIVE] = [
  "Who is not in the room",
  "Hanging out is the work",
  "Asking differently",
  "Planning with, not for",
  "What we could not count",
];
const AXE_TIMEOUT_MS = 60_000;

/** All rows are in view, so that dragging doesn't scroll. */
const TALL = { width: 1280, height: 2400 };

const edit = async (handle: string, options = {}): Promise<Page> =>
  visit(SERIES, {
    ...signedInAs(await createMember(servedSite().services.db, handle, { role: "editor" })),
    viewport: TALL,
    ...options,
  });

const rows = (page: Page) => page.locator(".series-rows > li[data-title]");
const rowOf = (page: Page, title: string) => rows(page).filter({ hasText: title });
const handleOf = (page: Page, title: string) =>
  page.getByRole("button", { name: `Move: ${title}`, exact: true });
const told = (page: Page) => page.locator(".series-moved").innerText();

/** Titles and numbers, as they stand. */
const order = (page: Page) =>
  rows(page).evaluateAll((all) =>
    all.map((row) => `${row.querySelector("input")?.value} ${(row as HTMLElement).dataset.title}`),
  );

async function middleOf(place: Locator) {
  await place.scrollIntoViewIfNeeded();
  const { x, y, width, height } = (await place.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  return { x: x + width / 2, y: y + height / 2 };
}

/** Drags a row until it is over another. */
async function dragOver(page: Page, title: string, other: string) {
  const handle = await middleOf(handleOf(page, title));
  await page.mouse.move(handle.x, handle.y);
  await page.mouse.down();
  const to = await middleOf(handleOf(page, other));
  await page.mouse.move(to.x, to.y, { steps: 4 });
}

test("drags a part to another place, numbers the parts anew, and saves them with the form", async () => {
  const page = await edit("eve-drags");
  await dragOver(page, TWO, FOUR);
  await expect.poll(() => order(page)).toMatchObject({ 3: expect.stringContaining(TWO) });
  await page.mouse.up();
  const moved = [`1 ${ONE}`, `2 ${THREE}`, `3 ${FOUR}`, `4 ${TWO}`, `5 ${FIVE}`];
  expect(await order(page)).toEqual(moved);
  expect(await told(page)).toContain(`Part 2, ${TWO}, moved to place 4 of 5.`);
  await page.getByRole("button", { name: "Save series" }).last().click();
  await page.getByText("Series saved.").waitFor();
  expect(await order(page)).toEqual(moved);
  // As it was, for the tests after this one.
  for (let press = 0; press < 2; press++) await handleOf(page, TWO).press("ArrowUp");
  await page.getByRole("button", { name: "Save series" }).last().click();
  await page.getByText("Series saved.").waitFor();
  expect(await order(page)).toEqual([`1 ${ONE}`, `2 ${TWO}`, `3 ${THREE}`, `4 ${FOUR}`, `5 ${FIVE}`]);
});

test(
  "passes axe",
  async () => {
    expect(await findFaults(await edit("eve-looks"))).toEqual([]);
  },
  AXE_TIMEOUT_MS,
);

test("moves a part by the arrow keys on its handle, which keeps the focus", async () => {
  const page = await edit("eve-keys");
  await handleOf(page, THREE).focus();
  await page.keyboard.press("ArrowUp");
  expect(await told(page)).toContain(`Part 3, ${THREE}, moved to place 2 of 5.`);
  await page.keyboard.press("ArrowUp");
  // It is the first, and goes no further.
  await page.keyboard.press("ArrowUp");
  expect(await order(page)).toEqual([`1 ${THREE}`, `2 ${ONE}`, `3 ${TWO}`, `4 ${FOUR}`, `5 ${FIVE}`]);
  expect(await told(page)).toContain(`Part 2, ${THREE}, moved to place 1 of 5.`);
  expect(await handleOf(page, THREE).evaluate((handle) => handle === document.activeElement)).toBe(true);
});

test("moves a part by its buttons without leaving the page, and passes the focus on at the end", async () => {
  const page = await edit("eve-buttons");
  await page.getByRole("button", { name: `Move up: ${TWO}` }).click();
  expect(await order(page)).toMatchObject([`1 ${TWO}`, `2 ${ONE}`, {}, {}, {}]);
  expect(page.url()).not.toContain("moved=");
  expect(await page.getByRole("button", { name: `Move up: ${TWO}` }).count()).toBe(0);
  const down = page.getByRole("button", { name: `Move down: ${TWO}` });
  expect(await down.evaluate((button) => button === document.activeElement)).toBe(true);
  expect(await page.getByRole("button", { name: `Move up: ${ONE}` }).count()).toBe(1);
});

test("scrolls while a part is dragged at the window's edge", async () => {
  const page = await edit("eve-scrolls", { viewport: { width: 390, height: 600 } });
  const handle = await middleOf(handleOf(page, ONE));
  await page.mouse.move(handle.x, handle.y);
  await page.mouse.down();
  await page.mouse.move(handle.x, 590, { steps: 4 });
  await expect.poll(() => order(page)).toMatchObject({ 4: expect.stringContaining(ONE) });
  await page.mouse.up();
  expect((await order(page)).at(-1)).toBe(`5 ${ONE}`);
});

test("puts a dragged part back by Escape", async () => {
  const page = await edit("eve-escapes");
  const before = await order(page);
  await dragOver(page, ONE, THREE);
  await expect.poll(() => order(page)).not.toEqual(before);
  await page.keyboard.press("Escape");
  await page.mouse.up();
  expect(await order(page)).toEqual(before);
  expect(await rowOf(page, ONE).getAttribute("style")).toBeFalsy();
});

test("moves a post together with the part that announces it, and leaves the fields of a deleted one empty", async () => {
  const { db } = servedSite().services;
  const { id } = await db.series.findUniqueOrThrow({ where: { slug: "beginning-with-the-people" } });
  const announced = [
    { seriesId: id, part: 5, title: "Counting", expected: "in May" },
    { seriesId: id, part: 6, title: "Dropped", expected: "" },
  ];
  await db.announcedPart.createMany({ data: announced });
  const page = await edit("eve-announces");
  for (const field of await rowOf(page, "Dropped").locator("input:not([type=hidden])").all())
    await field.fill("");
  await handleOf(page, FIVE).press("ArrowUp");
  expect((await order(page)).slice(2)).toEqual([
    ...[`3 ${THREE}`, `4 ${FIVE}`, "4 Counting"],
    ...[`5 ${FOUR}`, " Dropped"],
  ]);
  await db.announcedPart.deleteMany({ where: { seriesId: id } });
});

test("has no handles without JavaScript", async () => {
  const page = await edit("eve-plain", { javaScriptEnabled: false });
  expect(await rows(page).count()).toBe(5);
  expect(await page.locator(".series-handle").count()).toBe(0);
});
