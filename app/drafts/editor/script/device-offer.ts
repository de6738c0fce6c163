// Offers what this device has and the server doesn't, with the times of both, before either replaces the other.

import type { Autosave } from "./autosave";
import { type DeviceCopy, dropCopy, listCopies } from "./device-copy";
import { field, fillFields, isSame, readFields } from "./editor-fields";

export function offerDeviceCopies(form: HTMLFormElement, autosave: Autosave, language: string): void {
  const moment = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });
  const here = readFields(form);
  const post = field(form, "post")?.value;
  for (const copy of listCopies(autosave.personId)) {
    // Of a new page, what was begun and never reached the server; otherwise what belongs to this draft.
    if (copy.id !== autosave.id || (copy.id === null && (copy.fields.post ?? undefined) !== post)) continue;
    if (isSame({ ...here, ...copy.fields }, here)) dropCopy(autosave.personId, copy);
    else form.before(offer(form, autosave, copy, here, moment));
  }
}

function offer(
  form: HTMLFormElement,
  autosave: Autosave,
  copy: DeviceCopy,
  here: Record<string, string>,
  moment: Intl.DateTimeFormat,
): HTMLElement {
  const box = document.createElement("div");
  box.className = "form-warning editor-offer";
  box.role = "region";
  box.ariaLabel = "Text on this device";
  const words = document.createElement("p");
  const title = copy.fields.title?.trim() || "Untitled";
  words.textContent =
    copy.id === null
      ? `“${title}” from ${moment.format(copy.at)} was kept on this device, because it couldn’t be saved.`
      : `This device has a version from ${moment.format(copy.at)} that couldn’t be saved. The saved one is shown below.`;
  const buttons = document.createElement("p");
  const use = button(copy.id === null ? "Go on with it" : "Show the version of this device", () => {
    fillFields(form, copy.fields);
    autosave.adopt(copy);
    use.hidden = true;
    back.hidden = false;
  });
  const back = button("Show the saved version", () => {
    fillFields(form, here);
    autosave.changed();
    back.hidden = true;
    use.hidden = false;
  });
  back.hidden = true;
  const remove = button("Delete it from this device", () => {
    dropCopy(autosave.personId, copy);
    box.remove();
  });
  buttons.append(use, " ", back, " ", remove);
  box.append(words, buttons);
  return box;
}

function button(words: string, act: () => void): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "quiet";
  made.textContent = words;
  made.addEventListener("click", act);
  return made;
}
