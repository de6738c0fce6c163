// Pasting: rich text becomes Markdown, which the server makes; an address over a selection makes a link; files are pictures.

import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { convertPaste } from "./paste-request";

const PICTURES_LEFT_OUT = "Pictures couldn’t be copied along: a note in the text marks each.";
const FAILED = "This was pasted as plain text: its formatting couldn’t be read.";

/** Elements that plain text doesn't have. Program editors put nothing but coloured lines beside the text. */
const RICH =
  /<(a|b|strong|i|em|h[1-6]|ul|ol|blockquote|table|pre|img|del|s)\b|<p class="?Mso|font-(weight:\s*[6-9]00|style:\s*italic)/i;

const ADDRESS = /^https?:\/\/\S+$/i;

/** A paste whose Markdown the server is still making. The plain text stands there until then. */
interface Pending {
  from: number;
  to: number;
}

/** `tell` shows a sentence beside the buttons; `addFiles` gets pictures. */
export function pasting(
  personId: string,
  tell: (words: string) => void,
  addFiles: (files: File[]) => void,
): Extension {
  const pending = new Set<Pending>();

  async function convert(view: EditorView, html: string, plain: string) {
    const { from } = view.state.selection.main;
    view.dispatch({ ...view.state.replaceSelection(plain), userEvent: "input.paste", scrollIntoView: true });
    const place: Pending = { from, to: from + view.state.toText(plain).length };
    pending.add(place);
    const pasted = view.state.sliceDoc(place.from, place.to);
    const converted = await convertPaste(personId, html);
    pending.delete(place);
    if (converted === null) return tell(FAILED);
    if (converted.pictures > 0) tell(PICTURES_LEFT_OUT);
    // Its writer has changed it meanwhile, or undone it.
    if (view.state.sliceDoc(place.from, place.to) !== pasted || converted.markdown === pasted) return;
    const isAtEnd = view.state.selection.main.head === place.to;
    view.dispatch({
      changes: { from: place.from, to: place.to, insert: converted.markdown },
      ...(isAtEnd && { selection: { anchor: place.from + converted.markdown.length } }),
      userEvent: "input.paste.formatted",
      scrollIntoView: isAtEnd,
    });
  }

  return [
    EditorView.domEventHandlers({
      paste(event, view) {
        const data = event.clipboardData;
        if (!data) return false;
        const plain = data.getData("text/plain");
        const html = data.getData("text/html");
        // A picture that was copied in a browser comes with its element, and no words.
        if (!plain.trim() && data.files.length > 0) {
          addFiles([...data.files]);
          return true;
        }
        const { main } = view.state.selection;
        if (!main.empty && ADDRESS.test(plain.trim())) {
          linkSelection(view, plain.trim());
          return true;
        }
        // A single address, copied with its page's title, stays one.
        if (!RICH.test(html) || ADDRESS.test(plain.trim())) return false;
        void convert(view, html, plain);
        return true;
      },
    }),
    EditorView.updateListener.of(({ docChanged, changes }) => {
      if (!docChanged) return;
      for (const place of pending) {
        place.from = changes.mapPos(place.from, 1);
        place.to = Math.max(place.from, changes.mapPos(place.to, -1));
      }
    }),
  ];
}

function linkSelection(view: EditorView, address: string): void {
  const { from, to } = view.state.selection.main;
  const insert = `[${view.state.sliceDoc(from, to)}](${address.replace(/[()\\]/g, "\\$&")})`;
  view.dispatch({
    changes: { from, to, insert },
    selection: { anchor: from + insert.length },
    userEvent: "input.paste",
    scrollIntoView: true,
  });
}

/** A file dropped on the page would replace it in the browser. `addFiles` gets the files, with the place of the drop. */
export function takeFiles(
  page: Document,
  addFiles: (files: File[], place: { x: number; y: number; target: Element }) => void,
): void {
  const hasFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes("Files") ?? false;
  const options = { capture: true };
  page.addEventListener("dragover", (event) => hasFiles(event) && event.preventDefault(), options);
  page.addEventListener(
    "drop",
    (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      event.stopPropagation();
      const { clientX: x, clientY: y, target } = event;
      addFiles([...(event.dataTransfer?.files ?? [])], { x, y, target: target as Element });
    },
    options,
  );
}
