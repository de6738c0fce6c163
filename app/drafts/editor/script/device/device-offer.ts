// Offers what this device has and the server doesn't, with the times of both, before either replaces the other.

import { fillFields, hasText, isSame, readField, readFields } from "../editor-fields";
import type { Autosave } from "../saving/autosave";
import { copyKey, type DeviceCopy, dropCopy, hashOf, listCopies, titleOf } from "./device-copy";

/** A link with a copy's hash asks for that one alone; it opens at once where it replaces nothing. `savedAt` is the time of the server's text, in words; empty for a new draft. */
export function offerDeviceCopies(
  form: HTMLFormElement,
  autosave: Autosave,
  { language, savedAt }: { language: string; savedAt: string },
): void {
  const moment = new Intl.DateTimeFormat(language, { dateStyle: "long", timeStyle: "short" });
  const here = readFields(form);
  // On a new page, what was begun and never reached the server; otherwise what belongs to this draft.
  const copies = listCopies(autosave.personId).filter(
    (copy) => copy.id === autosave.id && isOfSame(copy, form),
  );
  const asked = copies.find((copy) => location.hash === hashOf(copy.form));
  for (const copy of asked ? [asked] : copies) {
    if (isSame({ ...here, ...copy.fields }, here)) {
      dropCopy(autosave.personId, copy.form);
      continue;
    }
    const { box, use } = offer(form, autosave, copy, { here, savedAt, keptAt: moment.format(copy.at) });
    form.before(box);
    if (copy === asked && !hasText(here)) use.click();
  }
}

/** Whether a copy and the form are of the same post or page, or both of a new one. */
const isOfSame = ({ kind = "post", post, page = "" }: DeviceCopy, form: HTMLFormElement): boolean =>
  kind === readField(form, "kind") && post === readField(form, "post") && page === readField(form, "page");

interface Versions {
  here: Record<string, string>;
  savedAt: string;
  keptAt: string;
}

function offer(
  form: HTMLFormElement,
  autosave: Autosave,
  copy: DeviceCopy,
  { here, savedAt, keptAt }: Versions,
): { box: HTMLElement; use: HTMLElement } {
  const box = document.createElement("div");
  box.className = "form-warning editor-offer";
  box.role = "region";
  box.ariaLabel = "Text on this device";
  const words = document.createElement("p");
  words.textContent =
    copy.id === null
      ? `“${titleOf(copy)}”, last changed ${keptAt}, is on this device and may not have been saved.`
      : `This device has a version last changed ${keptAt} that may not have been saved. The one below was saved ${savedAt}.`;
  const buttons = document.createElement("p");
  let replaced = here;
  const use = button(copy.id === null ? "Continue writing it" : "Show the version on this device", () => {
    replaced = readFields(form);
    fillFields(form, copy.fields);
    autosave.adopt(copy);
    if (copy.id === null) box.remove();
    use.hidden = true;
    back.hidden = false;
  });
  const back = button("Show the saved version", () => {
    fillFields(form, replaced);
    autosave.changed();
    back.hidden = true;
    use.hidden = false;
  });
  back.hidden = true;
  const remove = button("Delete it from this device", () => {
    dropCopy(autosave.personId, copy.form);
    box.remove();
  });
  buttons.append(use, " ", back, " ", remove);
  box.append(words, buttons);
  // It would replace another text. The next new page offers it again.
  if (copy.id === null) form.addEventListener("input", () => box.remove());
  // The tab that kept it has saved it after all, or its person has signed out.
  addEventListener("storage", ({ key, newValue }) => {
    if (key === copyKey(autosave.personId, copy.form) && newValue === null) box.remove();
  });
  return { box, use };
}

function button(words: string, act: () => void): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "quiet";
  made.textContent = words;
  made.addEventListener("click", act);
  return made;
}
