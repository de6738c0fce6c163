// Pages by keyboard.

import type { CDPSession, Page } from "playwright-core";

/** Presses Tab until the field has the focus, then types. */
export async function typeInto(page: Page, field: string, text: string) {
  await tabToField(page, field);
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(text);
}

/** Presses Tab until the field has the focus. */
export const tabToField = (page: Page, field: string) => tabUntil(page, { what: "field", is: field });

/** Presses Tab until an element with the text `name` has the focus. */
export const tabTo = (page: Page, name: string) => tabUntil(page, { what: "text", is: name });

interface Wanted {
  what: "field" | "text";
  is: string;
}

/** Nobody presses Tab more often. */
const MAX_PRESSES = 70;

/** Looks where the focus is only when it should be there, because to look takes longer than to press. When the page
 *  leads elsewhere than it seems to, looks after every press. */
async function tabUntil(page: Page, wanted: Wanted) {
  const expected = await page.evaluate(countStops, wanted);
  const blind = expected > 0 && expected <= MAX_PRESSES ? expected : 0;
  if (blind > 0) {
    await pressTab(page, blind);
    if (await page.evaluate(hasFocus, wanted)) return;
  }
  for (let presses = blind; presses < MAX_PRESSES; presses++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(hasFocus, wanted)) return;
  }
  throw new Error(`Tab doesn't reach ${wanted.is}`);
}

const hasFocus = ({ what, is }: Wanted) => {
  const focused = document.activeElement;
  return (what === "field" ? focused?.getAttribute("name") : focused?.textContent?.trim()) === is;
};

/** How many elements Tab seems to stop at, up to the wanted one; 0 if there is none. */
const countStops = ({ what, is }: Wanted) => {
  const stops = [
    ...document.querySelectorAll<HTMLElement>(
      "a[href], button, input, select, textarea, summary, [tabindex], [contenteditable]",
    ),
  ].filter(
    (element) =>
      element.tabIndex >= 0 &&
      element.checkVisibility({ visibilityProperty: true }) &&
      !element.matches(":disabled, [type=radio]:not(:checked)"),
  );
  const focused = document.activeElement;
  const after = stops.filter(
    (element) =>
      !focused ||
      focused === document.body ||
      focused.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING,
  );
  const nameOf = (element: Element) =>
    what === "field" ? element.getAttribute("name") : element.textContent?.trim();
  return after.findIndex((element) => nameOf(element) === is) + 1;
};

/** Kept, because detaching any session removes the page's virtual authenticator. */
const sessions = new WeakMap<Page, Promise<CDPSession>>();

/** Several presses without waiting for each. */
async function pressTab(page: Page, times: number) {
  const opened = sessions.get(page) ?? page.context().newCDPSession(page);
  sessions.set(page, opened);
  const session = await opened;
  const key = { key: "Tab", code: "Tab", windowsVirtualKeyCode: 9 };
  const sent = Array.from({ length: times }, () => [
    session.send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...key }),
    session.send("Input.dispatchKeyEvent", { type: "keyUp", ...key }),
  ]);
  await Promise.all(sent.flat());
}
