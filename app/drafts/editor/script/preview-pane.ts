// The preview beside the text, made by the server's renderer. One request at a time, after a rest.

import { bodyOf } from "./editor-fields";

const REST_MS = 300;
const TIMEOUT_MS = 15_000;

export class PreviewPane {
  readonly element = document.createElement("section");
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isAsking = false;
  #isStale = true;

  constructor(readonly form: HTMLFormElement) {
    this.element.className = "editor-preview";
    this.element.ariaLabel = "Preview";
    this.element.hidden = true;
    this.element.tabIndex = -1;
    const change = () => {
      this.#isStale = true;
      this.#plan();
    };
    form.addEventListener("input", change);
    // It doesn't bubble.
    form.addEventListener("filled", change, { capture: true });
  }

  get isShown(): boolean {
    return !this.element.hidden;
  }

  show(isShown: boolean): void {
    this.element.hidden = !isShown;
    this.form.classList.toggle("has-preview", isShown);
    if (isShown) this.#plan(0);
  }

  #plan(ms = REST_MS) {
    clearTimeout(this.#timer);
    if (this.isShown && this.#isStale && !this.#isAsking)
      this.#timer = setTimeout(() => void this.#ask(), ms);
  }

  async #ask() {
    this.#isAsking = true;
    this.#isStale = false;
    const path = new URL(this.form.action).pathname;
    try {
      const response = await fetch(`${path === "/write" ? "/write/new" : path}/preview/text`, {
        method: "POST",
        body: bodyOf(this.form),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      if (response.ok) this.#show(await response.text());
      else this.#tell(Object.values((await response.json()).errors).join(" "));
    } catch {
      this.#tell("The preview can’t be made at the moment. Your text isn’t affected.");
    }
    this.#isAsking = false;
    this.#plan();
  }

  #show(html: string) {
    const shown = new DOMParser().parseFromString(html, "text/html").querySelector("[data-preview]");
    if (shown) this.element.replaceChildren(...shown.childNodes);
    else throw new Error("no preview");
  }

  #tell(words: string) {
    const line = document.createElement("p");
    line.className = "field-hint";
    line.textContent = words;
    this.element.replaceChildren(line);
  }
}
