// The preview beside the text.

import { previewWhileTyping } from "~/design/script/preview-while-typing";
import { bodyOf } from "./editor-fields";

const REST_MS = 300;

export class PreviewPane {
  readonly element = document.createElement("section");
  readonly #plan: (restMs?: number) => void;

  constructor(readonly form: HTMLFormElement) {
    this.element.className = "editor-preview";
    this.element.ariaLabel = "Preview";
    this.element.hidden = true;
    this.element.tabIndex = -1;
    this.#plan = previewWhileTyping(form, {
      restMs: REST_MS,
      isWanted: () => this.isShown,
      send: (signal) => {
        const path = new URL(form.action).pathname;
        const address = `${path === "/write" ? "/write/new" : path}/preview/text`;
        return fetch(address, { method: "POST", body: bodyOf(form), signal });
      },
      show: (content) => this.element.replaceChildren(...content),
      refuse: (words) => this.#tell(words),
    });
  }

  get isShown(): boolean {
    return !this.element.hidden;
  }

  show(isShown: boolean): void {
    this.element.hidden = !isShown;
    this.form.classList.toggle("has-preview", isShown);
    if (isShown) this.#plan(0);
  }

  #tell(words: string) {
    const line = document.createElement("p");
    line.className = "field-hint";
    line.textContent = words;
    this.element.replaceChildren(line);
  }
}
