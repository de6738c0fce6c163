// The editor of posts. Everything works without this script, which makes writing easier and saves as one writes.

import type { Extension } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import { mount, refill } from "~/drafts/editor/script/code-mirror";
import { offerDeviceCopies } from "~/drafts/editor/script/device/device-offer";
import { isRemembered, PLAIN, PREVIEW, remember } from "~/drafts/editor/script/device/remembered";
import { field } from "~/drafts/editor/script/editor-fields";
import { selectNamedLine } from "~/drafts/editor/script/named-line";
import { makeNotice } from "~/drafts/editor/script/notice";
import { pasting, takeFiles } from "~/drafts/editor/script/pasting";
import { addPictures } from "~/drafts/editor/script/pictures/add-pictures";
import { PreviewPane } from "~/drafts/editor/script/preview-pane";
import { Autosave } from "~/drafts/editor/script/saving/autosave";
import { saveBeforeSending, saveBeforeSigningOut } from "~/drafts/editor/script/saving/leaving";
import { StatusLine } from "~/drafts/editor/script/saving/status-line";
import { findLinks } from "~/drafts/editor/script/suggestions/link-source";
import { findNames } from "~/drafts/editor/script/suggestions/name-source";
import { suggest } from "~/drafts/editor/script/suggestions/suggestions";
import { letTabStopAt, makeToolbar } from "~/drafts/editor/script/toolbar";
import { countWords, describeLength } from "~/drafts/editor/script/word-count";

/** Fields that list names, and whose. */
const SUGGESTED = { tags: "tags", writers: "people", presenters: "people" } as const;

const form = document.querySelector<HTMLFormElement>("form[data-editor]");
if (form) enhance(form);

function enhance(form: HTMLFormElement) {
  const area = field(form, "body") as HTMLTextAreaElement;
  // A reload would restore what was typed before the last save; the device's copies know better.
  const isRefused = form.querySelector("[role=alert]") !== null;
  if (!isRefused) form.reset();
  form.autocomplete = "off";
  // Firefox looks at each field when it restores a tab after a crash.
  for (const input of form.querySelectorAll("input:not([type=hidden]), textarea"))
    input.setAttribute("autocomplete", "off");

  const autosave = save(form);
  if (isRefused) autosave.startAgain();
  saveBeforeSending(form, autosave);
  saveBeforeSigningOut(autosave);
  const tell = makeNotice(form);
  for (const [name, list] of Object.entries(SUGGESTED)) {
    const input = field(form, name);
    if (input instanceof HTMLInputElement) suggest(input, (query) => findNames(list, query));
  }

  const preview = new PreviewPane(form);
  let view: EditorView | null = null;
  const plain = makeSwitch("Plain text");
  const shown = makeSwitch("Preview");
  const pictures = addPictures(form, area, () => view, { personId: autosave.personId, tell });
  takeFiles(document, pictures.drop);
  const bar = makeToolbar(() => view, [pictures.button, shown]);
  area.before(bar);
  area.closest(".field")?.append(pictures.forms, makeFoot(form, area, plain));
  // The toolbar's button shows it here.
  for (const button of form.querySelectorAll<HTMLButtonElement>('button[formaction$="?then=preview"]'))
    button.hidden = true;
  area.closest(".editor-text")?.after(preview.element);

  const setPlain = (isPlain: boolean) => {
    view?.destroy();
    form.querySelector(".editor-code")?.remove();
    view = isPlain
      ? null
      : tryToMount(area, [pasting(autosave.personId, tell, pictures.paste), pictures.marks]);
    area.hidden = view !== null;
    plain.ariaPressed = String(view === null);
    showFormats();
  };
  const wide = matchMedia("(width >= 66rem)");
  // On a narrow screen the preview takes the text's place: there is nothing to format then.
  const showFormats = () => {
    const isFormatted = view !== null && (wide.matches || !preview.isShown);
    for (const button of bar.querySelectorAll<HTMLElement>("[data-format]")) button.hidden = !isFormatted;
    letTabStopAt(bar);
  };
  wide.addEventListener("change", showFormats);
  setPlain(isRemembered(PLAIN));
  plain.addEventListener("click", () => {
    setPlain(view !== null);
    remember(PLAIN, view === null);
    plain.focus();
  });
  const setPreview = (isShown: boolean) => {
    preview.show(isShown);
    showFormats();
    shown.ariaPressed = String(isShown);
  };
  // Whoever opens a draft on a narrow screen comes to write.
  setPreview(isRemembered(PREVIEW) && wide.matches);
  selectNamedLine(area, view);
  shown.addEventListener("click", () => {
    setPreview(!preview.isShown);
    remember(PREVIEW, preview.isShown);
  });

  area.addEventListener("filled", () => view && refill(view, area.value));
  // The label, and the list of what is to be corrected.
  document.addEventListener("click", (event) => {
    const target = event.target as Element;
    if (view && target.closest('label[for="field-body"], a[href="#field-body"]')) view.focus();
  });
  form.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
      event.preventDefault();
      void autosave.saveNow();
    }
    if (event.key !== "Enter" || event.isComposing || event.target !== field(form, "title")) return;
    event.preventDefault();
    (view ?? area).focus();
  });
}

/** Saves the form as one writes, and offers what an earlier page couldn't save. */
function save(form: HTMLFormElement): Autosave {
  const language = document.documentElement.lang || "en";
  const line = document.querySelector<HTMLElement>("[data-saved]");
  const savedAt = line?.querySelector("time")?.textContent ?? "";
  // Beside the buttons it is in view, however long the text is.
  if (line) form.querySelector(".editor-buttons")?.append(line);
  line?.removeAttribute("role");
  const status = line && new StatusLine(line, language);
  const described = document.querySelector<HTMLElement>("[data-described]");
  const autosave = new Autosave(form, (outcome) => {
    status?.show(outcome);
    // The first save made a draft of it.
    if (outcome.kind === "saved" && described?.dataset.described)
      described.textContent = described.dataset.described;
  });
  offerDeviceCopies(form, autosave, { language, savedAt });
  return autosave;
}

/** Below the text: the number of words, and the switch to a plain text area. */
function makeFoot(form: HTMLFormElement, area: HTMLTextAreaElement, plain: HTMLElement): HTMLElement {
  const foot = document.createElement("div");
  foot.className = "editor-foot";
  const line = document.createElement("p");
  line.className = "field-hint";
  foot.append(line, plain);
  const tell = () => {
    line.textContent = describeLength(countWords(area.value), area.value.length);
  };
  form.addEventListener("input", tell);
  area.addEventListener("filled", tell);
  tell();
  return foot;
}

function tryToMount(area: HTMLTextAreaElement, extensions: Extension[]): EditorView | null {
  try {
    return mount(area, { label: "Text", findLinks, extensions });
  } catch {
    // An old browser keeps its text area.
    return null;
  }
}

function makeSwitch(words: string): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "plain";
  button.textContent = words;
  button.ariaPressed = "false";
  return button;
}
