/** Adds a block at the end of a text: somebody who selects words elsewhere has no caret in it. It can be undone, and counts as typed. */
export function addBlock(area: HTMLTextAreaElement, block: string) {
  const { value } = area;
  const gap = value.trim() === "" || value.endsWith("\n\n") ? "" : value.endsWith("\n") ? "\n" : "\n\n";
  replaceText(area, value.length, value.length, gap + block);
}

/** execCommand is old, and still the one way that browsers let somebody undo. */
export function replaceText(area: HTMLTextAreaElement, from: number, to: number, words: string) {
  area.focus();
  area.setSelectionRange(from, to);
  if (document.execCommand("insertText", false, words)) return;
  area.setRangeText(words, from, to, "end");
  area.dispatchEvent(new Event("input", { bubbles: true }));
}
