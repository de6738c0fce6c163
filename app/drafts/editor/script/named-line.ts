// The line of the text to which a link leads, such as one with a picture that nobody has described.

import type { EditorView } from "@codemirror/view";

/** Selects the line that the address of the page names, if it names one. */
export function selectNamedLine(area: HTMLTextAreaElement, view: EditorView | null): void {
  const number = Number(new URLSearchParams(location.search).get("line"));
  const lines = area.value.split("\n");
  if (!Number.isInteger(number) || number < 1 || number > lines.length) return;
  const from = lines.slice(0, number - 1).reduce((sum, line) => sum + line.length + 1, 0);
  const to = from + (lines[number - 1]?.length ?? 0);
  if (view) view.dispatch({ selection: { anchor: from, head: to }, scrollIntoView: true });
  else area.setSelectionRange(from, to);
  // While the page loads, browsers take the focus away for the fragment. And a reload is no wish to be there again.
  history.replaceState(history.state, "", location.pathname);
  (view ?? area).focus();
}
