// Enhancements of discussions. Everything works without this script.

import { read } from "~/comments/reply/reply-drafts";
import { PARTS } from "~/responses/script/device-keys";
import { keepFolds } from "~/responses/script/folding";
import { addKeys } from "~/responses/script/keys";
import { offerNew } from "~/responses/script/live";
import { findNew } from "~/responses/script/new-since";

const discussion = document.querySelector<HTMLElement>(".conversation");
if (discussion) {
  keepFolds(discussion);
  addKeys(discussion);
  offerNew(discussion);
  void findNew(discussion);
}

// Whether a part of a series was read, its own script knows. Somebody without marks loads it by pressing its button.
const mark = document.querySelector<HTMLElement>("[data-part]");
if (mark) {
  const load = () => import(mark.dataset.script as string);
  mark.hidden = false;
  if (read(PARTS)) load();
  else
    mark.onclick = () => {
      const words = mark.textContent;
      // In another tab it may be marked meanwhile.
      load().then(() => mark.textContent === words && mark.click());
    };
}

// The first selection loads what quotes it.
const words = document.querySelector<HTMLElement>("form[data-reply]")?.dataset.reply;
if (words) document.addEventListener("selectionchange", () => getSelection()?.isCollapsed || import(words));
