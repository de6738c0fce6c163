// The text that is being written, in CodeMirror or in the plain text area.

import type { EditorView } from "@codemirror/view";

export class Writing {
  constructor(
    readonly area: HTMLTextAreaElement,
    readonly view: () => EditorView | null,
  ) {}

  get text(): string {
    return this.area.value;
  }

  get caret(): number {
    return this.view()?.state.selection.main.head ?? this.area.selectionEnd;
  }

  /** Puts words in the place of others. The caret stays with its words, or goes to `caret`. */
  replace(from: number, to: number, insert: string, caret?: number): void {
    const view = this.view();
    if (view) {
      const selection = caret !== undefined && { selection: { anchor: caret } };
      view.dispatch({ changes: { from, to, insert }, ...selection, userEvent: "input.picture" });
      return;
    }
    this.area.setRangeText(insert, from, to, "preserve");
    if (caret !== undefined) this.area.setSelectionRange(caret, caret);
    this.area.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** Goes on writing, at a place in the text if one is given. */
  focus(at?: number): void {
    const view = this.view();
    if (!view) {
      this.area.focus();
      if (at !== undefined) this.area.setSelectionRange(at, at);
      return;
    }
    if (at !== undefined) view.dispatch({ selection: { anchor: at }, scrollIntoView: true });
    view.focus();
  }
}
