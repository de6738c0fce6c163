// The line beside a reply that says what of it is kept on this device, and offers to discard it.

import { DRAFT_DAYS, type Draft, draftKey, dropDraft, findDraft, keepDraft } from "./reply-drafts";

export interface DraftNote {
  /** Under which name the form's text is kept now. */
  key(): string;
  /** Gives the form what was begun for what it answers, and says so; false where nothing was. */
  restore(): boolean;
  /** What stands in the form was begun for something else (`from`): it is this one's now. */
  take(from: string): void;
  /** Empties the form, and leaves what is kept. */
  leave(): void;
}

/** Keeps a reply form's text as it is typed. */
export function createDraftNote(form: HTMLFormElement, text: HTMLTextAreaElement): DraftNote {
  const line = document.createElement("p");
  const words = document.createElement("span");
  const button = document.createElement("button");
  /** What was discarded last, for whoever didn't mean to. */
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
    // Said again with each letter, it would be read out again.
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

/** "3 June", and never broken between two lines. */
const dayOf = ({ at }: Draft) =>
  new Date(at)
    .toLocaleDateString(document.documentElement.lang || undefined, { day: "numeric", month: "long" })
    .replaceAll(" ", "\u00a0");
