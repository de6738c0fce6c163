// Formatting by button and key: what it does to the Markdown.

import type { ChangeSpec } from "@codemirror/state";
import { EditorSelection } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";

export interface Format {
  name: string;
  /** The text of its button, a part of the name: people who speak to their computer say what they see (WCAG 2.5.3). */
  sign: string;
  key?: string;
  run(view: EditorView): boolean;
}

/** Puts a mark around the selection, or takes it off. */
const around = (mark: string) => (view: EditorView) => {
  view.dispatch(
    view.state.changeByRange((range) => {
      const text = view.state.sliceDoc(range.from, range.to);
      const before = view.state.sliceDoc(range.from - mark.length, range.from);
      const after = view.state.sliceDoc(range.to, range.to + mark.length);
      if (before === mark && after === mark)
        return {
          changes: [
            { from: range.from - mark.length, to: range.from },
            { from: range.to, to: range.to + mark.length },
          ],
          range: EditorSelection.range(range.from - mark.length, range.to - mark.length),
        };
      return {
        changes: { from: range.from, to: range.to, insert: mark + text + mark },
        range: EditorSelection.range(range.from + mark.length, range.to + mark.length),
      };
    }),
    { userEvent: "input.format", scrollIntoView: true },
  );
  view.focus();
  return true;
};

/** Begins each line of the selection with a mark, or takes it off where all have it. `sign` counts from 0. */
const lines = (sign: (index: number) => string, known: RegExp) => (view: EditorView) => {
  const { doc, selection } = view.state;
  const { from, to } = selection.main;
  const specs: ChangeSpec[] = [];
  const numbers = Array.from(
    { length: doc.lineAt(to).number - doc.lineAt(from).number + 1 },
    (_, index) => doc.lineAt(from).number + index,
  );
  const hasAll = numbers.every((number) => known.test(doc.line(number).text));
  for (const [index, number] of numbers.entries()) {
    const line = doc.line(number);
    const mark = known.exec(line.text)?.[0] ?? "";
    specs.push({ from: line.from, to: line.from + mark.length, insert: hasAll ? "" : sign(index) });
  }
  const changes = view.state.changes(specs);
  view.dispatch({
    changes,
    // In an empty line, what is typed next comes after the mark.
    selection: selection.map(changes, 1),
    userEvent: "input.format",
    scrollIntoView: true,
  });
  view.focus();
  return true;
};

/** A link of the selection: the cursor is where its address comes. */
function link(view: EditorView): boolean {
  const { from, to } = view.state.selection.main;
  const text = view.state.sliceDoc(from, to);
  const insert = `[${text}](https://)`;
  const at = text ? from + insert.length - 1 : from + 1;
  view.dispatch({
    changes: { from, to, insert },
    selection: { anchor: at },
    userEvent: "input.format",
    scrollIntoView: true,
  });
  view.focus();
  return true;
}

/** A footnote: its sign here, its text at the end. */
function footnote(view: EditorView): boolean {
  const { doc, selection } = view.state;
  const numbers = [...doc.toString().matchAll(/\[\^(\d+)\]/g)].map(([, number]) => Number(number));
  const name = Math.max(0, ...numbers) + 1;
  const { to } = selection.main;
  const end = `${doc.toString().endsWith("\n") ? "" : "\n"}\n[^${name}]: `;
  view.dispatch({
    changes: [
      { from: to, insert: `[^${name}]` },
      { from: doc.length, insert: end },
    ],
    selection: { anchor: doc.length + `[^${name}]`.length + end.length },
    userEvent: "input.format",
    scrollIntoView: true,
  });
  view.focus();
  return true;
}

/** The keys are those of Google Docs, and for a quotation Gmail's. */
export const FORMATS: Format[] = [
  { name: "Heading", sign: "H", key: "Mod-Alt-2", run: lines(() => "## ", /^#{1,6} /) },
  { name: "Bold", sign: "B", key: "Mod-b", run: around("**") },
  { name: "Italic", sign: "I", key: "Mod-i", run: around("*") },
  { name: "Link", sign: "Link", key: "Mod-k", run: link },
  { name: "Quote", sign: "Quote", key: "Mod-Shift-9", run: lines(() => "> ", /^> ?/) },
  { name: "List", sign: "List", key: "Mod-Shift-8", run: lines(() => "- ", /^[-*+] /) },
  {
    ...{ name: "Numbered list", sign: "Numbered", key: "Mod-Shift-7" },
    run: lines((index) => `${index + 1}. `, /^\d+[.)] /),
  },
  { name: "Footnote", sign: "Footnote", key: "Mod-Alt-f", run: footnote },
];

const MARKUP = /^(\s*)(?:([-*+])|(\d+)([.)])|(>))(\s+)/;

/**
 * Enter in a list or a quotation begins the next item; in an empty one it ends the list. An empty line is left after it: without one, Markdown
 * takes the next paragraph for a part of the last item.
 */
export function continueMarkup(view: EditorView): boolean {
  const { state } = view;
  const { main } = state.selection;
  if (!main.empty) return false;
  const line = state.doc.lineAt(main.head);
  const found = MARKUP.exec(line.text);
  if (!found || main.head < line.from + found[0].length) return false;
  const [whole, indent = "", bullet, number, dot = ".", quote, space = " "] = found;
  if (line.text.trim() === whole.trim()) {
    const isAfterText = line.number > 1 && state.doc.line(line.number - 1).text.trim() !== "";
    const insert = isAfterText ? "\n" : "";
    view.dispatch({
      changes: { from: line.from, to: line.to, insert },
      selection: { anchor: line.from + insert.length },
      userEvent: "input",
      scrollIntoView: true,
    });
    return true;
  }
  const next = bullet ?? quote ?? `${Number(number) + 1}${dot}`;
  const insert = `\n${indent}${next}${space}`;
  view.dispatch({
    changes: { from: main.head, insert },
    selection: { anchor: main.head + insert.length },
    userEvent: "input",
    scrollIntoView: true,
  });
  return true;
}

/** Writes a link to a post in place of what was typed. */
export function insertLink(view: EditorView, from: number, to: number, title: string, href: string): void {
  const insert = `[${title.replace(/([[\]\\])/g, "\\$1")}](${href})`;
  // Without the closing brackets that the writer may have typed already.
  const after = view.state.sliceDoc(to, to + 2) === "]]" ? 2 : 0;
  view.dispatch({
    changes: { from, to: to + after, insert },
    selection: { anchor: from + insert.length },
    userEvent: "input.complete",
  });
}
