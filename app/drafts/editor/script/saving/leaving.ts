// Ways off the page: a button of the form, and signing out. The server has the text before, or it stays on this device.

import type { Autosave } from "./autosave";
import { clearDevice } from "./signing-out";

/** Buttons first save as autosave does. Where the server can't be reached, the page stays, with its text. */
export function saveBeforeSending(form: HTMLFormElement, autosave: Autosave): void {
  let isSaved = false;
  let isSent = false;
  form.addEventListener("submit", async (event) => {
    if (isSent) return event.preventDefault();
    isSent = true;
    if (isSaved || !autosave.isDirty) return;
    event.preventDefault();
    await autosave.saveNow();
    isSent = false;
    // A refused text is answered by a page that marks the fields; so is an empty one.
    if (autosave.failure !== null && autosave.failure !== "refused") return;
    isSaved = true;
    form.requestSubmit(event.submitter);
    isSaved = false;
  });
  const allowAgain = () => {
    isSent = false;
  };
  form.addEventListener("input", allowAgain);
  addEventListener("pageshow", allowAgain);
}

export function saveBeforeSigningOut(autosave: Autosave): void {
  const form = document.querySelector<HTMLFormElement>('form[action="/sign-out"]');
  form?.addEventListener("submit", async (event) => {
    event.preventDefault();
    const isSaved = await autosave.saveNow();
    if (!(await clearDevice(autosave.personId, !isSaved && autosave.isDirty))) return;
    autosave.end();
    form.submit();
    // Going back must not show the text to the next person.
    addEventListener("pageshow", () => location.reload());
  });
}
