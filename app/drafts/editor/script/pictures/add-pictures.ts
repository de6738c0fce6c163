// The ways in which pictures come into the text: the toolbar's button, a paste, a drop.

import type { Extension } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import { makeFilePicker } from "~/media/script/file-picker";
import { Pictures } from "~/media/script/pictures";
import { pictureMarks } from "./picture-marks";

import { Writing } from "./writing";

/** The button of the form without a script. It says what the site accepts, and gives way to the toolbar's. */
const PLAIN_BUTTON = "button[data-accept]";

export interface AddingPictures {
  button: HTMLElement;
  forms: HTMLElement;
  marks: Extension;
  paste(files: File[]): void;
  drop(files: File[], place: { x: number; y: number; target: Element }): void;
}

export function addPictures(
  form: HTMLFormElement,
  area: HTMLTextAreaElement,
  view: () => EditorView | null,
  { personId, tell }: { personId: string; tell: (words: string) => void },
): AddingPictures {
  const plain = form.querySelector<HTMLButtonElement>(PLAIN_BUTTON);
  const maxBytes = Number(plain?.dataset.maxBytes);
  const pictures = new Pictures(new Writing(area, view), {
    personId,
    maxBytes,
    address: "/write/media",
    tell,
  });
  pictures.holdForm(form);
  if (plain) plain.hidden = true;
  const input = makeFilePicker(plain?.dataset.accept ?? "", (files) =>
    pictures.add(files, { isChosen: true }),
  );
  // Some browsers open no picker for an input outside the page.
  // The form has a field called "after", which hides the method of this name.
  form.insertAdjacentElement("afterend", input);
  return {
    button: makeButton(() => input.click()),
    forms: pictures.element,
    marks: pictureMarks(pictures.marked),
    paste: (files) => pictures.add(files),
    drop(files, { x, y, target }) {
      const at = target.closest(".editor-code") ? view()?.posAtCoords({ x, y }) : undefined;
      pictures.add(files, at == null ? {} : { at });
    },
  };
}

function makeButton(open: () => void): HTMLElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "plain";
  button.textContent = "Picture";
  button.title = "Add a picture or PDF";
  button.addEventListener("click", open);
  return button;
}
