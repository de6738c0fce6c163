// A notice at each comment with an unsent reply, because the form shows its own only under its comment.

import { DISCARD, DISCARDED, UNDO, unsentSince } from "./draft-note";
import { type Draft, draftKey, dropDraft, findDraft, keepDraft } from "./reply-drafts";

/** Shows the notices on every comment with a draft, except the form's current one. Replaces earlier
 *  notices. */
export function showUnsentReplies(form: HTMLFormElement): void {
  for (const line of document.querySelectorAll(".unsent-reply")) line.remove();
  const fieldOf = (name: string) => (form.elements.namedItem(name) as HTMLInputElement).value;
  for (const link of document.querySelectorAll<HTMLAnchorElement>("a[data-reply-to]")) {
    const to = link.dataset.replyTo ?? "";
    const key = draftKey(form.action, to);
    const draft = to === fieldOf("to") ? null : findDraft(key, fieldOf("as"));
    if (draft) link.parentElement?.append(createLine(link, key, draft));
  }
}

function createLine(link: HTMLAnchorElement, key: string, draft: Draft): HTMLElement {
  const line = document.createElement("p");
  const words = document.createElement("span");
  const name = link.closest("article")?.querySelector("h3")?.textContent;
  line.className = "field-hint draft-note unsent-reply";
  words.setAttribute("role", "status");

  function button(offer: string, press: () => void) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "plain";
    made.textContent = offer;
    // Distinguishes several such buttons on a page.
    made.setAttribute("aria-label", `${offer} your reply to ${name}`);
    made.addEventListener("click", press);
    return made;
  }

  const resume = button("Continue", () => link.click());
  const discard = button(DISCARD, () => {
    dropDraft(key);
    words.textContent = DISCARDED;
    line.replaceChildren(words, " · ", undo);
    undo.focus();
  });
  const undo = button(UNDO, () => {
    keepDraft(key, draft);
    tell();
    resume.focus();
  });

  function tell() {
    words.textContent = unsentSince(draft);
    line.replaceChildren(words, " · ", resume, " · ", discard);
  }
  tell();
  return line;
}
