// Buttons above the text: formatting and the preview.

import type { EditorView } from "@codemirror/view";
import { FORMATS } from "./formats";

/** One stop for the Tab key; the arrow keys move inside (WAI-ARIA: toolbar). */
export function makeToolbar(view: () => EditorView | null, more: HTMLElement[]): HTMLElement {
  const bar = document.createElement("div");
  bar.className = "editor-toolbar";
  bar.role = "toolbar";
  bar.ariaLabel = "Formatting";
  for (const { name, sign, key, run } of FORMATS) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "plain";
    button.dataset.format = name;
    button.textContent = sign;
    button.ariaLabel = name;
    button.title = key ? `${name} (${keyName(key)})` : name;
    button.addEventListener("click", () => {
      const editor = view();
      if (editor) run(editor);
    });
    bar.append(button);
  }
  bar.append(...more);
  bar.addEventListener("keydown", (event) => {
    const all = shownButtons(bar);
    const last = all.length - 1;
    const at = all.indexOf(event.target as HTMLButtonElement);
    const next = {
      ArrowRight: all[at === last ? 0 : at + 1],
      ArrowLeft: all[at === 0 ? last : at - 1],
      Home: all[0],
      End: all[last],
    }[event.key];
    if (!next) return;
    next.focus();
    event.preventDefault();
  });
  bar.addEventListener("focusin", (event) => letTabStopAt(bar, event.target as HTMLButtonElement));
  return bar;
}

const shownButtons = (bar: HTMLElement) => [
  ...bar.querySelectorAll<HTMLButtonElement>("button:not([hidden])"),
];

/** The Tab key stops at this button; without one at the first that is shown. */
export function letTabStopAt(bar: HTMLElement, current = shownButtons(bar)[0]): void {
  for (const button of bar.querySelectorAll("button")) button.tabIndex = button === current ? 0 : -1;
}

/** A key as people read it: "Ctrl+Shift+8", on Apple's keyboards "⌘⇧8". */
function keyName(key: string): string {
  const parts = key.replace(/.$/, (letter) => letter.toUpperCase()).split("-");
  if (/Mac|iP/.test(navigator.platform)) return parts.map((part) => APPLE_KEYS[part] ?? part).join("");
  return parts.join("+").replace("Mod", "Ctrl");
}

const APPLE_KEYS: Record<string, string> = { Mod: "⌘", Alt: "⌥", Shift: "⇧" };
