// CodeMirror over the text area. The text area stays in the form and has the text at every moment; where CodeMirror fails, it is what stands.

import { autocompletion, type CompletionContext, type CompletionResult } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { defineLanguageFacet, HighlightStyle, Language, syntaxHighlighting } from "@codemirror/language";
import { EditorState, type Extension } from "@codemirror/state";
import { EditorView, keymap, placeholder, tooltips } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { GFM, parser } from "@lezer/markdown";
import { continueMarkup, FORMATS, insertLink } from "./formats";

/** Completion of a link, from what was typed after "[[". */
export type LinkSource = (query: string) => Promise<{ title: string; href: string; detail: string }[]>;

const LINK = /\[\[[^\]\n]*$/;

async function completeLink(context: CompletionContext, find: LinkSource): Promise<CompletionResult | null> {
  const typed = context.matchBefore(LINK);
  if (!typed) return null;
  const found = await find(typed.text.slice(2));
  return {
    from: typed.from,
    filter: false,
    options: found.map(({ title, href, detail }) => ({
      label: title,
      detail,
      apply: (view, _completion, from, to) => insertLink(view, from, to, title, href),
    })),
  };
}

const highlighting = HighlightStyle.define([
  { tag: tags.heading, fontWeight: "600" },
  { tag: tags.strong, fontWeight: "600" },
  { tag: tags.emphasis, fontStyle: "italic" },
  { tag: tags.strikethrough, textDecoration: "line-through" },
  { tag: tags.quote, color: "var(--ink-soft)" },
  { tag: [tags.link, tags.url], color: "var(--accent)" },
  { tag: tags.monospace, fontFamily: "var(--mono)", fontSize: "0.92em" },
  { tag: [tags.processingInstruction, tags.labelName], color: "var(--ink-soft)" },
]);

const theme = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "transparent", fontSize: "inherit" },
  "&.cm-focused": { outline: "2px solid var(--accent)", outlineOffset: "-1px" },
  ".cm-content": {
    fontFamily: "var(--serif)",
    lineHeight: "var(--leading)",
    padding: "1rem 0",
    minHeight: "22lh",
    caretColor: "var(--ink)",
  },
  ".cm-line": { padding: "0 1.1rem" },
  ".cm-placeholder": { color: "var(--ink-soft)" },
  ".cm-cursor": { borderInlineStartColor: "var(--ink)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "var(--accent-wash)",
  },
  ".cm-tooltip": {
    border: "1px solid var(--rule)",
    backgroundColor: "var(--paper)",
    fontFamily: "var(--sans)",
    fontSize: "var(--small)",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--sans)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "0.35rem 0.6rem", lineHeight: "1.4" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": {
    backgroundColor: "var(--accent)",
    color: "var(--paper)",
  },
  ".cm-completionIcon": { display: "none" },
  ".cm-completionDetail": { fontStyle: "normal", opacity: "0.75" },
});

const markdown = new Language(defineLanguageFacet(), parser.configure(GFM), [], "markdown");

/** Mounts the editor after a text area, which it hides. In a shadow root, because the site's policy allows no style element in the page. */
export function mount(
  area: HTMLTextAreaElement,
  { label, findLinks, extensions = [] }: { label: string; findLinks: LinkSource; extensions?: Extension[] },
): EditorView {
  const host = document.createElement("div");
  host.className = "editor-code";
  area.after(host);
  const root = host.attachShadow({ mode: "open" });
  const view = new EditorView({
    parent: root,
    root,
    state: EditorState.create({
      doc: area.value,
      extensions: [
        history(),
        keymap.of([
          ...FORMATS.flatMap(({ key, run }) => (key ? [{ key, run, preventDefault: true }] : [])),
          { key: "Enter", run: continueMarkup },
          ...defaultKeymap,
          ...historyKeymap,
        ]),
        markdown.extension,
        syntaxHighlighting(highlighting),
        theme,
        EditorView.lineWrapping,
        // The buttons stand over the end of the window: the line that is typed stays above them.
        EditorView.scrollMargins.of(() => ({ bottom: heightOfButtons(area) })),
        tooltips({ tooltipSpace: ({ dom }) => withinWindow(dom.ownerDocument) }),
        placeholder("Write here. Type [[ to link to a post."),
        EditorView.contentAttributes.of({
          spellcheck: "true",
          autocorrect: "on",
          autocapitalize: "sentences",
          dir: "auto",
          "aria-label": label,
          "aria-multiline": "true",
          "aria-required": "true",
        }),
        EditorView.perLineTextDirection.of(true),
        autocompletion({ override: [(context) => completeLink(context, findLinks)], icons: false }),
        EditorView.updateListener.of((update) => {
          if (!update.docChanged) return;
          area.value = update.state.doc.toString();
          area.dispatchEvent(new Event("input", { bubbles: true }));
        }),
        ...extensions,
      ],
    }),
  });
  return view;
}

const heightOfButtons = ({ form }: HTMLTextAreaElement): number =>
  form?.querySelector<HTMLElement>(".editor-buttons")?.offsetHeight ?? 0;

/** Suggestions don't touch the window's edge. */
function withinWindow({ documentElement: { clientWidth, clientHeight } }: Document) {
  const margin = 8;
  return { top: margin, left: margin, bottom: clientHeight - margin, right: clientWidth - margin };
}

/** Shows what another part of the script, such as a device's copy, has put into the text area. */
export function refill(view: EditorView, text: string): void {
  if (text !== view.state.doc.toString())
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
}
