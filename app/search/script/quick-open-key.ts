// The key "/" opens quick-open, whose script it loads: outside fields, and unless it is turned off on this device.

import { read } from "~/comments/reply/reply-drafts";

/** Whether the key is off on this device. */
export const KEY_OFF = "quick-open-off";

const address = document.querySelector<HTMLElement>(".masthead")?.dataset.quickOpen;

document.addEventListener("keydown", async (event) => {
  const { key, target, ctrlKey, metaKey, altKey } = event;
  const isTyping =
    (target as HTMLElement).isContentEditable || (target as Element).closest("input, textarea, select");
  if (key !== "/" || ctrlKey || metaKey || altKey || isTyping || !address || read(KEY_OFF)) return;
  event.preventDefault();
  (await import(/* @vite-ignore */ address)).openQuickly();
});
