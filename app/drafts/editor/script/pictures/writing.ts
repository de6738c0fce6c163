// The text that is being written, in CodeMirror or in the plain text area.

import type { EditorView } from "@codemirror/view";
import { PlainArea, type WritingArea } from "~/media/script/writing-area";
import { redrawMarks } from "./picture-marks";

export class Writing implements WritingArea {
  readonly #plain: PlainArea;

  constructor(
    readonly area: HTMLTextAreaElement,
    readonly view: () => EditorView | null,
  ) {
    this.#plain = new PlainArea(area);
  }

  get text(): string {
    return this.area.value;
  }

  get caret(): number {
    return this.view()?.state.selection.main.head ?? this.#plain.caret;
  }

  get keepsPlaces(): boolean {
    return this.view() !== null;
  }

  replace(from: number, to: number, insert: string, caret?: number): void {
    const view = this.view();
    const selection = caret !== undefined && { selection: { anchor: caret } };
    if (view) view.dispatch({ changes: { from, to, insert }, ...selection, userEvent: "input.picture" });
    else this.#plain.replace(from, to, insert, caret);
  }

  focus(at?: number): void {
    const view = this.view();
    if (view && at !== undefined) view.dispatch({ selection: { anchor: at }, scrollIntoView: true });
    if (view) view.focus();
    else this.#plain.focus(at);
  }

  redraw(): void {
    redrawMarks(this.view());
  }
}
