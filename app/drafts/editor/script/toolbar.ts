// Buttons above the text: formatting, the preview, and the switch to a plain text area.

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
  const buttons = () => [...bar.querySelectorAll<HTMLButtonElement>("button:not([hidden])")];
  const focusable = (current: HTMLButtonElement | undefined) => {
    for (const button of bar.querySelectorAll("button")) button.tabIndex = button === current ? 0 : -1;
  };
  bar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const all = buttons();
    const next = all[(all.indexOf(event.target as HTMLButtonElement) + step + all.length) % all.length];
    next?.focus();
    event.preventDefault();
  });
  bar.addEventListener("focusin", (event) => focusable(event.target as HTMLButtonElement));
  focusable(buttons()[0]);
  return bar;
}

const keyName = (key: string) =>
  key
    .replace("Mod-", /Mac|iP/.test(navigator.platform) ? "⌘" : "Ctrl+")
    .replace(/.$/, (letter) => letter.toUpperCase());
