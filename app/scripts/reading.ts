// What reading pages do a little better with a script. Everything works without it.

import { createDraftNote, type DraftNote } from "~/comments/reply/draft-note";
import { dropSent, noteSent, parse, read, sweepDrafts, write } from "~/comments/reply/reply-drafts";
import { showUnsentReplies } from "~/comments/reply/unsent-replies";
import "~/design/frame/close-account-menu";

/** Where a guest's name, address and site are kept, on this device only, for as long as they want it. */
const GUEST = "guest";

if (takeCookie("done", location.hash.replace("#comment-", "posted-"))) dropSent();
// Who signs out leaves nothing for whoever comes next.
sweepDrafts(takeCookie("signed-out", "1"));
// An address that tells what was just done tells it once: it is not the one to copy.
const here = new URL(location.href);
if (here.searchParams.has("done")) {
  here.searchParams.delete("done");
  history.replaceState(history.state, "", here);
}

/** Whether the site has just told this browser so. It goes when it is read. */
function takeCookie(name: string, value: string): boolean {
  if (!document.cookie.split("; ").includes(`${name}=${value}`)) return false;
  // biome-ignore lint/suspicious/noDocumentCookie: the other way is not in every browser, and waits.
  document.cookie = `${name}=; Path=/; Max-Age=0; SameSite=Lax`;
  return true;
}

const forms = document.querySelectorAll<HTMLFormElement>("form[data-reply]");
const notes = [...forms].map((form) => {
  const note = keepDraft(form);
  rememberGuest(form);
  sendOnce(form);
  return note;
});
if (forms[0] && notes[0]) replyInPlace(forms[0], notes[0]);

// What was typed goes with them, also from what a browser remembers of this page.
document.querySelector('form[action="/sign-out"]')?.addEventListener("submit", () => {
  for (const form of forms) form.reset();
});

// A paragraph's link comes by a tap on it, where nothing can be pointed with.
document.querySelector(".post-text")?.addEventListener("click", (event) => {
  const target = event.target as Element;
  if (target.closest("a, button, summary") || String(getSelection())) return;
  for (const asked of document.querySelectorAll(".asked")) asked.classList.remove("asked");
  const link = target.closest("p, .heading")?.querySelector(":scope > :is(.pilcrow, .anchor)");
  link?.parentElement?.classList.add("asked");
});

/** A text that wasn't sent is there again when its writer comes back, on this device only. */
function keepDraft(form: HTMLFormElement): DraftNote {
  const text = textOf(form);
  const note = createDraftNote(form, text);
  // A form that comes filled in was refused or previewed: it holds the newest, and nothing has arrived.
  if (text.defaultValue) noteSent("");
  else note.restore();
  // What is still being written is not what was sent.
  text.addEventListener("input", () => noteSent(""));
  form.addEventListener("submit", ({ submitter }) => {
    if (!submitter?.hasAttribute("formaction")) noteSent(note.key());
  });
  return note;
}

/** Fills in who a guest said they are, where they asked for it. */
function rememberGuest(form: HTMLFormElement) {
  const offer = form.querySelector<HTMLElement>("[data-remember]");
  const box = offer?.querySelector("input");
  // Who is signed in is known already.
  if (!offer || !box) return;
  const fields = ["name", "email", "site"].map((name) => form.elements.namedItem(name) as HTMLInputElement);
  const keep = () => write(GUEST, JSON.stringify(fields.map((field) => field.value)));
  const kept = read(GUEST);
  box.checked = kept !== "";
  // A form that comes filled in or refused holds what its writer wants, and says what was wrong with it.
  if (kept && !textOf(form).defaultValue && !form.querySelector("[role=alert]")) {
    const values: unknown = parse(kept);
    for (const [index, field] of fields.entries())
      if (Array.isArray(values)) field.value ||= String(values[index] ?? "");
  }
  form.addEventListener("submit", () => box.checked && keep());
  // The box says what is so: nothing is kept where storage is off, or where another tab has just forgotten.
  const tell = () => {
    box.checked = read(GUEST) !== "";
  };
  box.addEventListener("change", () => {
    if (box.checked) keep();
    else write(GUEST, "");
    tell();
  });
  addEventListener("storage", tell);
  addEventListener("pageshow", tell);
  offer.hidden = false;
}

/**
 * Turns the form to another comment: to what was begun there or, where nothing was, with what stands in it, unless that `stays` where
 * it was begun. Gives whether what stands in it now is to stay.
 */
function retarget(form: HTMLFormElement, note: DraftNote, to: string, stays: boolean): boolean {
  const before = note.key();
  targetOf(form).value = to;
  if (note.key() === before) return stays;
  const isBegun = note.restore();
  if (!isBegun) stays ? note.leave() : note.take(before);
  showUnsentReplies(form);
  return isBegun;
}

function textOf(form: HTMLFormElement) {
  return form.elements.namedItem("body") as HTMLTextAreaElement;
}

function targetOf(form: HTMLFormElement) {
  return form.elements.namedItem("to") as HTMLInputElement;
}

function sendOnce(form: HTMLFormElement) {
  let sent = false;
  form.addEventListener("submit", (event) => {
    if (sent) event.preventDefault();
    sent = true;
  });
  // Back to this page by the browser's own memory: the form may be sent again.
  addEventListener("pageshow", () => {
    sent = false;
  });
}

/** "Reply" brings the form below the comment, and "Cancel" takes it back. */
function replyInPlace(form: HTMLFormElement, note: DraftNote) {
  const home = form.parentElement;
  if (!home || targetOf(form).value) return;
  const heading = document.createElement("p");
  heading.className = "reply-in-place";
  heading.id = "reply-in-place";
  let opener: HTMLAnchorElement | undefined;
  /** Whether what stands in the form was begun at the comment, and didn't come along. */
  let stays = false;

  showUnsentReplies(form);
  // Another tab, or what came before Back, may have sent or discarded one.
  addEventListener("storage", () => showUnsentReplies(form));
  addEventListener("pageshow", ({ persisted }) => persisted && showUnsentReplies(form));
  document.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>("a[data-reply-to]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    opener = link;
    stays = retarget(form, note, link.dataset.replyTo ?? "", stays);
    const cancel = document.createElement("button");
    cancel.type = "button";
    cancel.className = "quiet";
    cancel.textContent = "Cancel";
    cancel.addEventListener("click", goHome);
    const name = document.createElement("bdi");
    name.textContent = link.closest("article")?.querySelector("h3")?.textContent ?? "";
    const words = document.createElement("span");
    words.append("Replying to ", name);
    heading.replaceChildren(words, " ", cancel);
    form.prepend(heading);
    form.setAttribute("aria-labelledby", heading.id);
    link.closest("article")?.after(form);
    // Its heading would stand over nothing.
    home.hidden = true;
    textOf(form).focus();
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && opener) goHome();
  });
  // "Leave a reply" leads to where the form is not while it stands below a comment.
  document.addEventListener("click", (event) => {
    if (opener && (event.target as Element).closest('a[href="#respond"]')) goHome();
  });

  function goHome() {
    retarget(form, note, "", stays);
    stays = false;
    heading.remove();
    form.removeAttribute("aria-labelledby");
    if (home) home.hidden = false;
    home?.append(form);
    opener?.focus();
    opener = undefined;
  }
}
