// Enhancements of reading pages. Everything works without this script.

import { createDraftNote, type DraftNote } from "~/comments/reply/draft-note";
import { dropSent, noteSent, parse, read, sweepDrafts, write } from "~/comments/reply/reply-drafts";
import { showUnsentReplies } from "~/comments/reply/unsent-replies";
import "~/design/frame/close-account-menu";
import { listCopies } from "~/drafts/editor/script/device/device-copy";
import { clearDevice } from "~/drafts/editor/script/saving/signing-out";
import { DEVICE_KEYS } from "~/responses/script/device-keys";
import "~/search/script/quick-open-key";

/** Storage key of a guest's name, e-mail and website, kept on this device only and only if they want it. */
const GUEST = "guest";

if (takeCookie("done", location.hash.replace("#comment-", "posted-"))) dropSent();
// Signing out removes drafts, so that the next person at this device doesn't see them.
const isSignedOut = takeCookie("signed-out", "1");
sweepDrafts(isSignedOut);
if (isSignedOut) for (const key of DEVICE_KEYS) write(key, "");
// `done` announces once what was done; it doesn't belong in an address to copy.
const here = new URL(location.href);
if (here.searchParams.has("done")) {
  here.searchParams.delete("done");
  history.replaceState(history.state, "", here);
}

/** Whether the site has just set this cookie. Reading deletes it. */
function takeCookie(name: string, value: string): boolean {
  if (!document.cookie.split("; ").includes(`${name}=${value}`)) return false;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is asynchronous and not in every browser.
  document.cookie = `${name}=; Path=/; Max-Age=0; SameSite=Lax`;
  return true;
}

const forms = document.querySelectorAll<HTMLFormElement>("form[data-reply]");
const notes = [...forms].map((form) => {
  const note = keepDraft(form);
  rememberGuest(form);
  sendOnce(form);
  form.addEventListener("focusin", () => import(form.dataset.reply ?? ""), { once: true });
  return note;
});
if (forms[0] && notes[0]) replyInPlace(forms[0], notes[0]);

document.addEventListener("submit", async (event) => {
  const leaving = event.target as HTMLFormElement;
  // The editor's script has its own way to sign out.
  if (event.defaultPrevented || !leaving.dataset.as) return;
  // Also clears what the browser would restore when going back to this page.
  for (const form of forms) form.reset();
  if (!listCopies(leaving.dataset.as)[0]) return;
  event.preventDefault();
  if (await clearDevice(leaving.dataset.as)) leaving.submit();
});

// On touch screens, tapping a paragraph shows its permalink.
document.querySelector(".post-text")?.addEventListener("click", (event) => {
  const target = event.target as Element;
  if (target.closest("a, button, summary") || String(getSelection())) return;
  for (const asked of document.querySelectorAll(".asked")) asked.classList.remove("asked");
  const link = target.closest("p, .heading")?.querySelector(":scope > :is(.pilcrow, .anchor)");
  link?.parentElement?.classList.add("asked");
});

/** Restores an unsent text when its author returns on this device. */
function keepDraft(form: HTMLFormElement): DraftNote {
  const text = textOf(form);
  const note = createDraftNote(form, text);
  // A prefilled form was refused or previewed: it has the newest text, and nothing was posted.
  if (text.defaultValue) noteSent("");
  else note.restore();
  // Text that is still being edited is not what was sent.
  text.addEventListener("input", () => noteSent(""));
  form.addEventListener("submit", ({ submitter }) => {
    if (!submitter?.hasAttribute("formaction")) noteSent(note.key());
  });
  return note;
}

/** Fills in a guest's details if they asked for it. The box is sent with the reply, so that the site knows them again too. */
function rememberGuest(form: HTMLFormElement) {
  const offer = form.querySelector<HTMLElement>("[data-remember]");
  const box = offer?.querySelector<HTMLInputElement>("[type=checkbox]");
  // Signed-in members have no such checkbox.
  if (!offer || !box) return;
  const fields = ["name", "email", "site"].map((name) => form.elements.namedItem(name) as HTMLInputElement);
  const keep = () => write(GUEST, JSON.stringify(fields.map((field) => field.value)));
  const kept = read(GUEST);
  box.checked = kept !== "";
  // A prefilled or refused form has the values that its author wants, with their errors.
  if (kept && !textOf(form).defaultValue && !form.querySelector("[role=alert]")) {
    const values: unknown = parse(kept);
    for (const [index, field] of fields.entries())
      if (Array.isArray(values)) field.value ||= String(values[index] ?? "");
  }
  form.addEventListener("submit", () => box.checked && keep());
  // The checkbox shows what is stored: nothing if storage is off, or if another tab has deleted it.
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
  for (const input of offer.querySelectorAll("input")) input.disabled = false;
  offer.hidden = false;
}

/** Points the form at another comment. Shows the draft for that comment, or else moves the present text
 *  along, unless it `stays` with its own comment. Returns whether the shown text belongs to that comment. */
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

/** Nobody presses twice by mistake so long after; but whoever stopped a page that didn't come sends the form again. */
const SENDING_MS = 10_000;

function sendOnce(form: HTMLFormElement) {
  let sent = false;
  const allow = () => {
    sent = false;
  };
  form.addEventListener("submit", (event) => {
    if (sent) event.preventDefault();
    else setTimeout(allow, SENDING_MS);
    sent = true;
  });
  // The page was restored by going back, so the form may be sent again.
  addEventListener("pageshow", allow);
}

/** "Reply" moves the form below the comment, and "Cancel" moves it back. */
function replyInPlace(form: HTMLFormElement, note: DraftNote) {
  const home = form.parentElement;
  if (!home || targetOf(form).value) return;
  const heading = document.createElement("p");
  heading.className = "reply-in-place";
  heading.id = "reply-in-place";
  let opener: HTMLAnchorElement | undefined;
  /** Whether the text in the form was begun at this comment instead of being moved along. */
  let stays = false;

  showUnsentReplies(form);
  // Another tab, or a page before going back, may have sent or deleted a draft.
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
    // The heading would be left without its form.
    home.hidden = true;
    textOf(form).focus();
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && opener) goHome();
  });
  // "Leave a reply" must lead to the form, so it moves back first.
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
