import type { ReactNode } from "react";

const EXAMPLES: [typed: string, shown: ReactNode][] = [
  ["*emphasis*", <em key="em">emphasis</em>],
  ["**strong**", <strong key="strong">strong</strong>],
  [
    "[words](https://example.org)",
    <a key="a" href="https://example.org">
      words
    </a>,
  ],
  ["## A heading", <b key="b">A heading</b>],
  [
    "> A quotation",
    <blockquote key="quote">
      <p>A quotation</p>
    </blockquote>,
  ],
  [
    "- One\n- Two",
    <ul key="ul">
      <li>One</li>
      <li>Two</li>
    </ul>,
  ],
  [
    "1. First\n2. Second",
    <ol key="ol">
      <li>First</li>
      <li>Second</li>
    </ol>,
  ],
  [
    "A claim.[^1]\n\n[^1]: Its source.",
    <span key="note">
      A claim.<sup>1</sup>
    </span>,
  ],
  ["`program text`", <code key="code">program text</code>],
  ["An empty line\n\nbegins a paragraph.", "An empty line begins a paragraph."],
];

/** How text is formatted: what to type, and what it becomes. Opens beside the text on a wide screen, above it on a narrow one. */
export const MarkdownHelp = () => (
  <details className="editor-help">
    <summary>Formatting help</summary>
    <table>
      <thead>
        <tr>
          <th scope="col">Type</th>
          <th scope="col">To get</th>
        </tr>
      </thead>
      <tbody>
        {EXAMPLES.map(([typed, shown]) => (
          <tr key={typed}>
            <td>
              <pre>{typed}</pre>
            </td>
            <td>{shown}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </details>
);
