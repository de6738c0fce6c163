// Enhancements of discussions. Everything works without this script.

import { keepFolds } from "~/responses/script/folding";
import { addKeys } from "~/responses/script/keys";
import { offerNew } from "~/responses/script/live";

const discussion = document.querySelector<HTMLElement>(".conversation");
if (discussion) {
  keepFolds(discussion);
  addKeys(discussion);
  offerNew(discussion);
}
