// Keys for a discussion: they work only while something in it has the focus, and can be turned off (WCAG 2.1.4).

import { read, write } from "~/comments/reply/reply-drafts";
import type { Key } from "../keys";
import { openAbove } from "./folding";

/** Whether keys are off on this device. */
const OFF = "conversation-keys-off";

/** What each key does with the response that has the focus. Without one, only those work that need none. */
const ACTS: Record<Key, (responses: HTMLElement[], at: HTMLElement | null) => void> = {
  j: (responses, at) => step(responses, at, 1),
  k: (responses, at) => step(responses, at, -1),
  n: (responses, at) => {
    const found = responses.filter((response) => response.querySelector(".response-new"));
    const next = found.find((response) => !at || responses.indexOf(response) > responses.indexOf(at));
    // The way from the last one leads to another page.
    if (next) goTo(next);
    else found.at(-1)?.querySelector<HTMLElement>(".next-new")?.click();
  },
  u: (_, at) => {
    const link = at?.querySelector<HTMLAnchorElement>(".response-line a:not([rel])");
    const parent = link?.hash && document.querySelector<HTMLElement>(`${link.hash} .response`);
    if (parent) goTo(parent);
    else link?.click();
  },
  r: (_, at) => at?.querySelector<HTMLElement>(".reply-link")?.click(),
  f: (_, at) => at?.closest("li")?.querySelector<HTMLElement>(":scope > .fold > summary")?.click(),
};

export function addKeys(discussion: HTMLElement): void {
  const help = discussion.querySelector<HTMLElement>(".keys");
  const wanted = help?.querySelector("input");
  if (!help || !wanted) return;
  const responses = [...discussion.querySelectorAll<HTMLElement>(".response")];
  const setOn = () => {
    // A click on a response, or the way to all of them, gives it the focus.
    for (const place of [discussion, ...responses])
      if (wanted.checked) place.tabIndex = -1;
      else place.removeAttribute("tabindex");
  };
  wanted.checked = !read(OFF);
  wanted.addEventListener("change", () => {
    write(OFF, wanted.checked ? "" : "1");
    setOn();
  });
  setOn();
  help.hidden = false;
  discussion.addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (!wanted.checked || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (!Object.hasOwn(ACTS, key) || (target as Element).closest("form, .keys")) return;
    event.preventDefault();
    const at = (target as Element).closest("li[id]")?.querySelector<HTMLElement>(".response") ?? null;
    ACTS[key as Key](responses, at);
  });
}

/** Moves to the next or the previous response that isn't folded away; from nowhere, to the first one in view. */
function step(responses: HTMLElement[], at: HTMLElement | null, by: 1 | -1) {
  const shown = responses.filter((response) => response === at || response.checkVisibility());
  const inView = shown.findIndex((response) => response.getBoundingClientRect().bottom > 0);
  const next = shown[at ? shown.indexOf(at) + by : inView];
  if (next) goTo(next);
}

export function goTo(response: HTMLElement): void {
  openAbove(response);
  response.focus({ preventScroll: true });
  response.scrollIntoView({ block: "nearest" });
}
