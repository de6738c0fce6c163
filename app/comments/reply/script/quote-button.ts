// "Quote" beside a selection in the post or a response: puts it into the reply form, with a link to where it stands.

import { attributionOf, MAX_QUOTE_CHARS } from "../quote";
import { addBlock } from "./insert-text";
import { markdownOf, quoted } from "./markdown-of";

/** The texts that can be quoted. */
const TEXT = ".post-text, .response:not(.pingback) > .prose";

export function offerQuotes() {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "quote-selection";
  button.textContent = "Quote";
  // A press would move the focus, and in some browsers end the selection.
  button.addEventListener("pointerdown", (event) => event.preventDefault());
  button.addEventListener("click", () => {
    button.remove();
    if (found) quote(found);
  });
  /** What the button would quote: in some browsers, nothing is selected any more once it has the focus. */
  let found: Selected | null = null;
  /** For which Escape put the button away, until something else is selected, or this once more. */
  let refused: Selected | null = null;
  const place = () => {
    if (document.activeElement === button) return;
    found = findSelected();
    if (!found) refused = null;
    if (!found || isSame(found, refused)) return button.remove();
    const { text, range } = found;
    // Where Tab comes to next: from the selection, or from a response that has the focus.
    const focused = document.activeElement;
    if (focused?.matches("[tabindex]") && focused.contains(text)) text.parentElement?.prepend(button);
    else if (text.nextSibling !== button) text.after(button);
    const rects = range.getClientRects();
    const end = rects[rects.length - 1] ?? range.getBoundingClientRect();
    const around = (button.offsetParent ?? document.body).getBoundingClientRect();
    const room = around.width - button.offsetWidth;
    button.style.insetBlockStart = `${end.bottom - around.top + 6}px`;
    button.style.left = `${Math.max(0, Math.min(room, end.right - around.left - button.offsetWidth / 2))}px`;
  };
  let timer = 0;
  const soon = () => {
    clearTimeout(timer);
    timer = window.setTimeout(place, 150);
  };
  button.addEventListener("blur", soon);
  document.addEventListener("selectionchange", soon);
  addEventListener("resize", soon);
  addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !button.isConnected) return;
    refused = found;
    // The response keeps the focus of its button.
    if (document.activeElement === button) button.closest<HTMLElement>("[tabindex]")?.focus();
    button.remove();
  });
  soon();
}

interface Selected {
  text: Element;
  range: Range;
}

const isSame = ({ text, range }: Selected, other: Selected | null) =>
  text === other?.text && String(range) === String(other.range);

const elementOf = (node: Node) => (node instanceof Element ? node : node.parentElement);

/** What is selected of the first text that can be quoted; null if the selection begins elsewhere. */
function findSelected(): Selected | null {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || !replyForm()) return null;
  const range = selection.getRangeAt(0).cloneRange();
  const text = elementOf(range.startContainer)?.closest(TEXT);
  if (!text) return null;
  if (!text.contains(range.endContainer)) range.setEnd(text, text.childNodes.length);
  return String(range).trim() ? { text, range } : null;
}

const replyForm = () => document.querySelector<HTMLFormElement>("form[data-reply]");

/** A part of one paragraph in emphasis has no paragraph around it: the elements that it is in are put around it again. */
function contentsOf({ text, range }: Selected): DocumentFragment {
  const contents = range.cloneContents();
  for (
    let around = elementOf(range.commonAncestorContainer);
    around && around !== text;
    around = around.parentElement
  ) {
    const shell = around.cloneNode(false) as Element;
    shell.append(contents);
    contents.append(shell);
  }
  return contents;
}

function quote(selected: Selected) {
  const { text, range } = selected;
  const words = markdownOf(contentsOf(selected)).join("\n\n");
  const chars = [...words];
  const some =
    chars.length > MAX_QUOTE_CHARS ? `${chars.slice(0, MAX_QUOTE_CHARS).join("").trimEnd()} …` : words;
  const { line, id } = sourceOf(text, range);
  const form = replyForm();
  const area = form?.elements.namedItem("body") as HTMLTextAreaElement | null;
  if (!form || !area) return;
  // The form comes to the response, unless something was begun elsewhere.
  if (id && !area.value.trim()) document.querySelector<HTMLElement>(`a[data-reply-to="${id}"]`)?.click();
  addBlock(area, `${line}\n>\n${quoted([some])}\n\n`);
  area.scrollIntoView({ block: "nearest" });
}

function sourceOf(text: Element, range: Range): { line: string; id: string } {
  const response = text.closest(".response");
  const path = response?.querySelector("a[rel=bookmark]")?.getAttribute("href");
  if (response && path)
    return {
      line: attributionOf(`#${response.querySelector(".response-number")?.textContent}`, path),
      id: path.split("/")[2] ?? "",
    };
  const paragraph = elementOf(range.startContainer)?.closest("[id^=p-], [id^=section-]")?.id;
  const title = document.querySelector("h1")?.textContent?.trim() || "The post";
  return { line: attributionOf(title, location.pathname + (paragraph ? `#${paragraph}` : "")), id: "" };
}
