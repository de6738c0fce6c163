// Enhancements of discussions. Everything works without this script.

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

// The first selection loads what quotes it.
const words = document.querySelector<HTMLElement>("form[data-reply]")?.dataset.reply;
if (words) document.addEventListener("selectionchange", () => getSelection()?.isCollapsed || import(words));
