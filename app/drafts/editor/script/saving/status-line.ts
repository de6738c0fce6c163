// Tells in words where the text is.

import type { Outcome } from "./autosave";

export class StatusLine {
  #shown = "";
  #wasTrouble = false;
  readonly #time: Intl.DateTimeFormat;

  /** `line` stands beside the buttons, where it is in view. A screen reader reads it when something is wrong, and when that is over. */
  constructor(
    readonly line: HTMLElement,
    language: string,
  ) {
    // As app/design/calendar.tsx: "09:21", but "9:21 AM".
    const short = new Intl.DateTimeFormat(language, { hour: "numeric", minute: "2-digit" });
    const is24 = short.resolvedOptions().hourCycle?.startsWith("h2");
    this.#time = is24 ? new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit" }) : short;
  }

  show(outcome: Outcome): void {
    const { kind, isKept, message, copyId, draftId } = outcome;
    const words = this.#describe(outcome);
    if (words === null) return;
    const isTrouble = kind !== "saved" && kind !== "typing";
    this.line.ariaLive = isTrouble || this.#wasTrouble || copyId ? "polite" : "off";
    this.#wasTrouble = isTrouble;
    this.line.dataset.state = isKept ? kind : "lost";
    const told = [words, kind !== "signed-out" && message].filter(Boolean).join(" ");
    // A screen reader would read the same words each time.
    if (told === this.#shown) return;
    this.#shown = told;
    this.line.replaceChildren(told);
    if (kind === "signed-out") this.line.append(" ", link("/sign-in", "Sign in on another tab"));
    if (copyId) this.line.append(" ", link(`/write/${draftId}/copies`, "Compare them"));
  }

  /** Null where nothing new is to be told. */
  #describe({ kind, isKept, savedAt, copyId, others, message }: Outcome): string | null {
    if (kind === "saving") return null;
    if (kind === "typing") return "Not saved yet …";
    if (kind === "saved" && savedAt) {
      const saved = `Saved ${this.#time.format(savedAt)}`;
      return copyId
        ? `${saved} as a copy: this post was changed elsewhere meanwhile, and both texts are kept.`
        : `${saved}.${this.#describeOthers(others ?? [])}`;
    }
    if (!isKept && kind === "signed-out")
      return "Not saved: you are signed out, and it isn’t kept on this device either.";
    if (!isKept) return "Not saved, and not kept on this device either. Copy your text before you leave.";
    if (kind === "offline" && message) return "Kept on this device.";
    if (kind === "offline") return "Kept on this device: no connection. It will be saved when there is one.";
    if (kind === "signed-out") return "Kept on this device: you are signed out.";
    return "Kept on this device: it couldn’t be saved.";
  }

  #describeOthers([last]: { name: string | null; at: Date }[]): string {
    if (!last) return "";
    const at = this.#time.format(last.at);
    return last.name === null
      ? ` You also changed it on another page, at ${at}.`
      : ` ${last.name} has this open; last change ${at}.`;
  }
}

function link(href: string, words: string): HTMLAnchorElement {
  const anchor = document.createElement("a");
  anchor.href = href;
  anchor.target = "_blank";
  anchor.textContent = words;
  return anchor;
}
