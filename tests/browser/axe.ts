// Checks a page with axe, its forms' autocomplete values, and its horizontal overflow, at every width and in
// both colour schemes.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type axe from "axe-core";
import type { Page } from "playwright-core";

const SOURCE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];
/** WCAG 2.2 (1.4.10) requires reflow down to 320 px. */
const NARROWEST = 320;
const WIDEST = 1440;
const WIDTHS_BETWEEN = [390, 1280];

/** No media query of the site depends on the width, so only positions change with it, and these rules depend
 *  on positions. A run of axe costs more than all else here, so they check the two extremes. */
const PLACE_RULES = ["target-size", "scrollable-region-focusable", "color-contrast"];
/** In the dark scheme only colours differ. */
const COLOUR_RULES = ["color-contrast", "link-in-text-block"];

/** A phone's width, with text resized to 200 % (WCAG 2.2, 1.4.4). */
const ENLARGED = { width: 390, times: 2 };
/** Chromium's defaults. */
const FONT_SIZES = { standard: 16, fixed: 13 };

/** Returns each problem with the widths and colour schemes where it occurs. */
export async function findFaults(page: Page): Promise<string[]> {
  await page.evaluate(SOURCE);
  const places = new Map<string, string[]>();
  const note = (place: string, faults: string[]) => {
    for (const fault of faults) places.set(fault, [...(places.get(fault) ?? []), place]);
  };
  note("its forms", await findBadFields(page));
  const show = (width: number) => page.setViewportSize({ width, height: 900 });
  await page.emulateMedia({ colorScheme: "light" });
  for (const width of [WIDEST, ...WIDTHS_BETWEEN, NARROWEST]) {
    await show(width);
    note(`${width} px`, await findTooWide(page));
    if (width === WIDEST) note(`${width} px`, await runAxe(page, { type: "rule", values: PLACE_RULES }));
    if (width === NARROWEST) note(`${width} px`, await runAxe(page, { type: "tag", values: STANDARDS }));
  }
  await page.emulateMedia({ colorScheme: "dark" });
  note(`${NARROWEST} px, dark`, await runAxe(page, { type: "rule", values: COLOUR_RULES }));
  note(`${ENLARGED.width} px, ${ENLARGED.times * 100} % text`, await findTooWideEnlarged(page));
  return [...places].map(([fault, where]) => `${fault} (${where.join("; ")})`);
}

/** The same at the present width and in the present colour scheme alone, for pages on a journey. Without JavaScript only what overflows: axe
 *  waits for timers, which don't run there. */
export async function findFaultsAsShown(page: Page): Promise<string[]> {
  if (await page.evaluate(() => matchMedia("(scripting: none)").matches)) return findTooWide(page);
  await keepAxe(page);
  return [...(await findTooWide(page)), ...(await runAxe(page, { type: "tag", values: STANDARDS }))];
}

/** Pages of a journey, each of whose documents gets axe without being sent it again: it is half a megabyte. */
const withAxe = new WeakSet<Page>();

async function keepAxe(page: Page) {
  if (withAxe.has(page)) return;
  withAxe.add(page);
  await page.addInitScript(SOURCE);
  await page.evaluate(SOURCE);
}

async function findTooWideEnlarged(page: Page): Promise<string[]> {
  // Not detached, because detaching any session removes the page's virtual authenticator.
  const browser = await page.context().newCDPSession(page);
  const setFontSizes = (times: number) =>
    browser.send("Page.setFontSizes", {
      fontSizes: { standard: FONT_SIZES.standard * times, fixed: FONT_SIZES.fixed * times },
    });
  await page.setViewportSize({ width: ENLARGED.width, height: 900 });
  await setFontSizes(ENLARGED.times);
  const faults = await findTooWide(page);
  await setFontSizes(1);
  return faults;
}

const runAxe = (page: Page, runOnly: axe.RunOnly): Promise<string[]> =>
  page.evaluate(async (rules) => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run({
      runOnly: rules,
      resultTypes: ["violations"],
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id} at ${node.target} ${node.failureSummary}`),
    );
  }, runOnly);

/** Fields with an invalid `autocomplete`, and password forms without a user name for a password manager. */
const findBadFields = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const purposeless = [
      ...document.querySelectorAll("[type=hidden][autocomplete], [type=checkbox][autocomplete]"),
    ].map((field) => `autocomplete on ${field.outerHTML}`);
    const anonymous = [...document.querySelectorAll("form:has([type=password])")]
      .filter((form) => !form.querySelector("[autocomplete~=username]"))
      .map((form) => `no username in the form to ${form.getAttribute("action")}`);
    return [...purposeless, ...anonymous];
  });

/** Elements that overflow or are cut off at the side, except in scroll containers. */
const findTooWide = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const tooWide = [...document.querySelectorAll("body *")]
      .filter((element) => !element.closest("pre, .table, .form-honeypot"))
      .filter((element) => {
        const { left, right } = element.getBoundingClientRect();
        return left < -1 || right > innerWidth + 1;
      })
      .map((element) => `hangs out: ${element.outerHTML.slice(0, 120)}`);
    return document.documentElement.scrollWidth > innerWidth ? ["scrolls sideways", ...tooWide] : tooWide;
  });
