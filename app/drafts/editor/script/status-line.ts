// Tells in words where the text is.

import type { Outcome } from "./autosave";

export class StatusLine {
  #shown = "";

  constructor(
    readonly line: HTMLElement,
    readonly language: string,
  ) {}

  show(outcome: Outcome): void {
    const { kind, isKept, savedAt, message } = outcome;
    const words = this.#describe(outcome);
    if (words === null) return;
    this.line.dataset.state = isKept ? kind : "lost";
    // A screen reader would read the same words each time.
    if (words !== this.#shown) this.line.replaceChildren(words);
    this.#shown = words;
    if (kind === "signed-out") this.line.append(" ", link("/sign-in", "Sign in on another tab"));
    if (savedAt && outcome.copyId) {
      const compare = link(`/write/${outcome.draftId}/copies`, "Compare them");
      this.line.replaceChildren(
        `Saved ${this.#time(savedAt)}, as a copy: this post was changed elsewhere meanwhile. `,
        compare,
      );
      this.#shown = "";
    }
    if (message) this.line.append(` ${message}`);
  }

  /** Null where nothing new is to be told. */
  #describe({ kind, isKept, savedAt, others }: Outcome): string | null {
    if (kind === "saved" && savedAt) return `Saved ${this.#time(savedAt)}.${this.#others(others ?? [])}`;
    if (kind === "saving") return null;
    if (kind === "typing") return "Not saved yet …";
    if (!isKept) return "Not saved: this device can’t keep it either. Copy your text before you leave.";
    if (kind === "offline") return "Kept on this device: no connection. It will be saved when there is one.";
    if (kind === "signed-out") return "Kept on this device: you are signed out.";
    return "Kept on this device: it couldn’t be saved.";
  }

  #others(others: { name: string | null; at: Date }[]): string {
    const [last] = others;
    if (!last) return "";
    return last.name === null
      ? ` You also changed it on another page, at ${this.#time(last.at)}.`
      : ` ${last.name} has this open; last change ${this.#time(last.at)}.`;
  }

  #time(at: Date): string {
    return new Intl.DateTimeFormat(this.language, { hour: "2-digit", minute: "2-digit" }).format(at);
  }
}

function link(href: string, words: string): HTMLAnchorElement {
  const anchor = document.createElement("a");
  anchor.href = href;
  anchor.target = "_blank";
  anchor.textContent = words;
  return anchor;
}
