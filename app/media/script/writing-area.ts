// The text into which pictures come: a text area, perhaps with an editor over it.

export interface WritingArea {
  readonly area: HTMLTextAreaElement;
  readonly text: string;
  readonly caret: number;
  /** Whether it moves the places of coming pictures itself when the text changes. */
  readonly keepsPlaces: boolean;
  /** Puts words in the place of others. The caret stays with its words, or goes to `caret`. */
  replace(from: number, to: number, insert: string, caret?: number): void;
  /** Goes on writing, at a place in the text if one is given. */
  focus(at?: number): void;
  /** Shows the marks of coming pictures that were added, moved or taken away. */
  redraw(): void;
}

/** A text area without an editor. It shows no marks. */
export class PlainArea implements WritingArea {
  readonly keepsPlaces = false;

  constructor(readonly area: HTMLTextAreaElement) {}

  get text(): string {
    return this.area.value;
  }

  get caret(): number {
    return this.area.selectionEnd;
  }

  replace(from: number, to: number, insert: string, caret?: number): void {
    this.area.setRangeText(insert, from, to, "preserve");
    if (caret !== undefined) this.area.setSelectionRange(caret, caret);
    this.area.dispatchEvent(new Event("input", { bubbles: true }));
  }

  focus(at?: number): void {
    this.area.focus();
    if (at !== undefined) this.area.setSelectionRange(at, at);
  }

  redraw(): void {}
}
