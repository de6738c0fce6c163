// The note below a reply form about its stored draft, with a button to discard it.

import { DRAFT_DAYS, type Draft, draftKey, dropDraft, findDraft, keepDraft } from "./reply-drafts";

export interface DraftNote {
  /** The key of the form's current draft. */
  key(): string;
  /** Fills the form with the stored draft of its parent and shows the note. Returns false if there is
   *  none. */
  restore(): boolean;
  /** Moves the draft of `from` to the form's current parent. */
  take(from: string): void;
  /** Empties the form without discarding the draft. */
  leave(): void;
}

/** Stores a reply form's text as it is typed. */
export function createDraftNote(form: HTMLFormElement, text: HTMLTextAreaElement): DraftNote {
  const line = document.createElement("p");
  const words = document.createElement("span");
  const button = document.createElement("button");
  /** The text discarded last, for Undo. */
  let discarded = "";

  line.className = "field-hint draft-note";
  line.hidden = true;
  words.setAttribute("role", "status");
  button.type = "button";
  button.className = "plain";
  line.append(words, " · ", button);
  text.before(line);
  text.addEventListener("input", keep);
  button.addEventListener("click", () => {
    if (discarded) {
      text.value = discarded;
      return keep();
    }
    discarded = text.value;
    text.value = "";
    dropDraft(key());
    tell(DISCARDED, UNDO);
  });

  const fieldOf = (name: string) => (form.elements.namedItem(name) as HTMLInputElement).value;
  const key = () => draftKey(form.action, fieldOf("to"));

  function keep() {
    discarded = "";
    keepDraft(key(), { text: text.value, at: Date.now(), as: fieldOf("as") });
    tell(`Saved on this device for ${DRAFT_DAYS} days`, DISCARD);
    line.hidden = !text.value;
  }

  function tell(what: string, offer: string) {
    line.hidden = false;
    // Changing the text on every key would make screen readers announce it each time.
    if (words.textContent !== what) words.textContent = what;
    button.textContent = offer;
  }

  function restore(): boolean {
    const draft = findDraft(key(), fieldOf("as"));
    if (!draft) return false;
    text.value = draft.text;
    tell(unsentSince(draft), DISCARD);
    return true;
  }

  function take(from: string) {
    if (text.value) dropDraft(from);
    keep();
  }

  function leave() {
    text.value = "";
    line.hidden = true;
  }

  return { key, restore, take, leave };
}

export const DISCARD = "Discard";
export const DISCARDED = "Your reply was discarded";
export const UNDO = "Undo";

export const unsentSince = (draft: Draft) => `Your unsent reply from ${dayOf(draft)}`;

/** "3 June", with a non-breaking space. */
const dayOf = ({ at }: Draft) =>
  new Date(at)
    .toLocaleDateString(document.documentElement.lang || undefined, { day: "numeric", month: "long" })
    .replaceAll(" ", "\u00a0");
