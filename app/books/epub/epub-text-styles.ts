// The styles of texts in an e-book.

export const TEXT_STYLES = `.book-text ul, .book-text ol, .book-text dl, .book-text pre, .book-text figure, .book-text .table, .book-text .details {
  margin: 1em 0;
}

.book-text ul, .book-text ol, .book-notes ol {
  padding: 0 0 0 1.6em;
}

[dir="rtl"] ul, [dir="rtl"] ol {
  padding: 0 1.6em 0 0;
}

.book-text li > p + p {
  text-indent: 0;
}

.book-text dd {
  margin: 0 0 0.4em 1.6em;
}

.contains-task-list {
  list-style: none;
}

blockquote {
  margin: 1em 0 1em 0.2em;
  padding: 0 0 0 1em;
  border-left: 2px solid;
  border-inline-start: 2px solid;
}

[dir="rtl"] blockquote, blockquote[dir="rtl"] {
  margin: 1em 0.2em 1em 0;
  padding: 0 1em 0 0;
  border-left: 0;
  border-right: 2px solid;
}

.quote-source {
  font-family: sans-serif;
  font-size: 0.8em;
}

.quote-source + p {
  text-indent: 0;
}

a {
  color: inherit;
}

img {
  max-width: 100%;
  height: auto;
}

figure {
  text-align: center;
  page-break-inside: avoid;
  break-inside: avoid;
}

figure img {
  max-height: 90vh;
}

figcaption {
  margin: 0.5em 0 0;
  font-size: 0.8em;
}

pre {
  white-space: pre-wrap;
  overflow-wrap: anywhere;
  word-break: break-word;
  text-align: left;
  hyphens: none;
  -webkit-hyphens: none;
  font-size: 0.8em;
  line-height: 1.4;
}

code, kbd, samp {
  font-family: monospace;
  hyphens: none;
  -webkit-hyphens: none;
}

table {
  width: 100%;
  border-collapse: collapse;
  font-size: 0.85em;
  line-height: 1.35;
}

th, td {
  padding: 0.4em 0.6em 0.4em 0;
  border-bottom: 1px solid;
  text-align: left;
  text-align: start;
  vertical-align: top;
  overflow-wrap: anywhere;
  word-break: break-word;
}

[dir="rtl"] th, [dir="rtl"] td {
  padding: 0.4em 0 0.4em 0.6em;
}

.align-right {
  text-align: right;
}

.align-center {
  text-align: center;
}

hr {
  width: 20%;
  margin: 2em auto;
  border: 0;
  border-top: 1px solid;
}

.summary {
  font-weight: bold;
}

sup, sub {
  line-height: 0;
}

.footnote-ref, .footnote-back {
  text-decoration: none;
}

.book-notes, .footnotes {
  font-size: 0.9em;
}

.footnotes-title {
  font-size: 1em;
}

.book-notes h2 {
  font-size: 1.05em;
}
`;
