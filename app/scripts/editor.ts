// The editor of posts. Everything works without this script, which makes writing easier and saves as one writes.

import type { EditorView } from "@codemirror/view";
import { Autosave } from "~/drafts/editor/script/autosave";
import { mount } from "~/drafts/editor/script/code-mirror";
import { dropCopies, listCopies } from "~/drafts/editor/script/device-copy";
import { offerDeviceCopies } from "~/drafts/editor/script/device-offer";
import { field } from "~/drafts/editor/script/editor-fields";
import { findLinks } from "~/drafts/editor/script/link-source";
import { PreviewPane } from "~/drafts/editor/script/preview-pane";
import { StatusLine } from "~/drafts/editor/script/status-line";
import { makeToolbar } from "~/drafts/editor/script/toolbar";
import { countWords, describeLength } from "~/drafts/editor/script/word-count";

/** Keys of what this device remembers. */
const PLAIN = "plain-editor";
const PREVIEW = "editor-preview";

const form = document.querySelector<HTMLFormElement>("form[data-editor]");
if (form) enhance(form);

function enhance(form: HTMLFormElement) {
  const area = field(form, "body") as HTMLTextAreaElement;
  const language = document.documentElement.lang || "en";
  // A reload would restore what was typed before the last save; the device's copies know better.
  const isRefused = form.querySelector("[role=alert]") !== null;
  if (!isRefused) form.reset();
  form.autocomplete = "off";

  const line = document.querySelector<HTMLElement>("[data-saved]");
  const status = line && new StatusLine(line, language);
  const described = document.querySelector<HTMLElement>("[data-described]");
  const autosave = new Autosave(form, (outcome) => {
    status?.show(outcome);
    // The first save made a draft of it.
    if (outcome.kind === "saved" && described?.dataset.described)
      described.textContent = described.dataset.described;
  });
  offerDeviceCopies(form, autosave, language);
  if (isRefused) autosave.changed();

  const preview = new PreviewPane(form);
  let view: EditorView | null = null;
  const plain = switchButton("Plain text area");
  const shown = switchButton("Preview");
  const bar = makeToolbar(() => view, [shown, plain]);
  area.before(bar);
  // The toolbar's button shows it here.
  for (const button of form.querySelectorAll<HTMLButtonElement>('button[formaction$="/preview"]'))
    button.hidden = true;
  area.closest(".editor-text")?.after(preview.element);

  const setPlain = (isPlain: boolean) => {
    view?.destroy();
    form.querySelector(".editor-code")?.remove();
    view = isPlain ? null : tryToMount(area);
    area.hidden = view !== null;
    for (const button of bar.querySelectorAll<HTMLElement>("[data-format]")) button.hidden = view === null;
    plain.ariaPressed = String(view === null);
  };
  setPlain(remembered(PLAIN));
  plain.addEventListener("click", () => {
    setPlain(view !== null);
    remember(PLAIN, view === null);
    (view ?? area).focus();
  });
  const setPreview = (isShown: boolean) => {
    preview.show(isShown);
    shown.ariaPressed = String(isShown);
  };
  setPreview(remembered(PREVIEW));
  shown.addEventListener("click", () => {
    setPreview(!preview.isShown);
    remember(PREVIEW, preview.isShown);
  });
  form.querySelector('label[for="field-body"]')?.addEventListener("click", () => view?.focus());

  const length = document.createElement("p");
  length.className = "field-hint editor-length";
  area.closest(".field")?.append(length);
  const tellLength = () => {
    length.textContent = describeLength(countWords(area.value), area.value.length);
  };
  form.addEventListener("input", tellLength);
  area.addEventListener("filled", tellLength);
  tellLength();

  // The form is sent once, and by then the server has the text or this device has.
  let isSent = false;
  form.addEventListener("submit", (event) => {
    if (isSent) event.preventDefault();
    isSent = true;
  });
  addEventListener("pageshow", () => {
    isSent = false;
  });

  document
    .querySelector<HTMLFormElement>('form[action="/sign-out"]')
    ?.addEventListener("submit", async (event) => {
      const leaving = event.currentTarget as HTMLFormElement;
      const { personId } = autosave;
      if (!autosave.isDirty && listCopies(personId).length === 0) return;
      event.preventDefault();
      const isSaved = await autosave.saveNow();
      const others = listCopies(personId).length > 0;
      const ask = "Some of your text couldn’t be saved and is only on this device. Sign out and delete it?";
      if ((!isSaved || others) && !confirm(ask)) return;
      dropCopies(personId);
      leaving.submit();
    });
}

function tryToMount(area: HTMLTextAreaElement): EditorView | null {
  try {
    return mount(area, { label: "Text", findLinks });
  } catch {
    // An old browser keeps its text area.
    return null;
  }
}

function switchButton(words: string): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "plain";
  button.textContent = words;
  button.ariaPressed = "false";
  return button;
}

function remembered(key: string): boolean {
  try {
    return localStorage.getItem(key) === "yes";
  } catch {
    return false;
  }
}

function remember(key: string, value: boolean): void {
  try {
    if (value) localStorage.setItem(key, "yes");
    else localStorage.removeItem(key);
  } catch {}
}
