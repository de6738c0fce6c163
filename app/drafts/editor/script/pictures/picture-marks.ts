// Marks in CodeMirror where pictures come that are still being uploaded. They are no part of the text, so that nothing saves or undoes them.

import { type EditorState, type Extension, RangeSet, StateEffect } from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  EditorView,
  ViewPlugin,
  type ViewUpdate,
  WidgetType,
} from "@codemirror/view";
import { placeOf } from "~/media/script/picture-place";
import type { Coming } from "~/media/script/pictures";

const redraw = StateEffect.define<null>();

/** Shows marks that were added, moved or taken away. */
export const redrawMarks = (view: EditorView | null): void => view?.dispatch({ effects: redraw.of(null) });

class Mark extends WidgetType {
  constructor(readonly coming: Coming) {
    super();
  }

  override eq(other: Mark): boolean {
    return other.coming === this.coming;
  }

  toDOM(): HTMLElement {
    return this.coming.mark;
  }
}

/** Keeps the marks, and the positions of `list()`, in their places while the text changes. */
export function pictureMarks(list: () => readonly Coming[]): Extension {
  const draw = ({ doc }: EditorState): DecorationSet => {
    if (list().length === 0) return RangeSet.empty;
    const text = doc.toString();
    const drawn = list().map((coming) =>
      Decoration.widget({ widget: new Mark(coming), side: -1 }).range(placeOf(text, coming.at)),
    );
    return Decoration.set(drawn, true);
  };
  const plugin = ViewPlugin.fromClass(
    class {
      marks: DecorationSet;

      constructor({ state }: EditorView) {
        this.marks = draw(state);
      }

      update({ docChanged, changes, state, transactions }: ViewUpdate) {
        if (docChanged) for (const coming of list()) coming.at = changes.mapPos(coming.at, -1);
        const isAsked = transactions.some(({ effects }) => effects.some((effect) => effect.is(redraw)));
        if (docChanged || isAsked) this.marks = draw(state);
      }
    },
    { decorations: ({ marks }) => marks },
  );
  return [plugin, theme];
}

const theme = EditorView.baseTheme({
  ".cm-coming": {
    display: "inline-block",
    maxWidth: "100%",
    padding: "0 0.6em",
    borderRadius: "var(--corner)",
    backgroundColor: "var(--accent-wash)",
    color: "var(--ink-soft)",
    fontFamily: "var(--sans)",
    fontSize: "var(--small)",
  },
});
