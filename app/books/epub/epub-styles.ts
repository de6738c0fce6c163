// The styles of an e-book. They are few: the typeface, its size, the margins and the colours are the reader's, and the reading system's. Plain
// properties, since many reading systems are years behind browsers.

import { TEXT_STYLES } from "./epub-text-styles";

export const EPUB_STYLES = `html {
  line-height: 1.5;
}

body {
  margin: 0 4%;
  overflow-wrap: break-word;
  hyphens: auto;
  -webkit-hyphens: auto;
}

p {
  margin: 0;
  orphans: 2;
  widows: 2;
}

.book-text p + p {
  text-indent: 1.4em;
}

h1, h2, h3, h4, h5, h6 {
  margin: 2em 0 0.6em;
  line-height: 1.25;
  text-align: left;
  text-align: start;
  hyphens: none;
  -webkit-hyphens: none;
  page-break-after: avoid;
  break-after: avoid;
}

h1 {
  margin: 0 0 0.5em;
  font-size: 1.7em;
  font-weight: normal;
}

h2 {
  font-size: 1.25em;
}

h3 {
  font-size: 1.1em;
}

h4, h5, h6 {
  font-size: 1em;
}

.kicker, .book-facts, .book-byline, .book-source, .book-number, .book-role, figcaption, .entry-part, .entry-writers {
  font-family: sans-serif;
}

.kicker {
  margin: 0 0 0.6em;
  font-size: 0.75em;
  letter-spacing: 0.08em;
  text-transform: uppercase;
}

.book-part > header, .book-responses > header {
  margin: 3em 0 2.5em;
}

.book-byline {
  font-size: 0.9em;
}

.book-facts {
  font-size: 0.75em;
  opacity: 0.8;
}

.book-source {
  margin: 3em 0 1em;
  padding-top: 0.8em;
  border-top: 1px solid;
  font-size: 0.75em;
}

.book-source p + p {
  margin-top: 0.5em;
}

.book-address {
  word-break: break-all;
  overflow-wrap: anywhere;
}

.title-page {
  margin: 20% 0 0;
  text-align: center;
}

.title-page h1 {
  margin: 0 0 0.8em;
  font-size: 2.2em;
  line-height: 1.15;
  text-align: center;
}

.title-page .book-writers {
  font-size: 1.1em;
}

.title-page .book-publisher {
  margin: 0.4em 0 3em;
  font-style: italic;
}

.title-page .book-introduction {
  margin: 0 0 3em;
  text-align: left;
  text-align: start;
}

.title-page .book-facts {
  margin-top: 0.6em;
}

.book-contents ol {
  margin: 0;
  padding: 0;
  list-style: none;
}

.book-contents li {
  margin: 0.9em 0;
}

.book-contents li li {
  margin: 0.2em 0 0 1.4em;
  font-size: 0.85em;
}

.book-contents a {
  text-decoration: none;
}

.entry-part {
  display: block;
  font-size: 0.7em;
  letter-spacing: 0.08em;
  text-transform: uppercase;
  opacity: 0.8;
}

.entry-writers {
  display: block;
  font-size: 0.75em;
  opacity: 0.8;
}

.book-response {
  margin: 0 0 1.8em;
}

.indent-1 {
  margin-left: 1em;
}

.indent-2 {
  margin-left: 2em;
}

.indent-3 {
  margin-left: 3em;
}

[dir="rtl"] .indent-1 {
  margin: 0 1em 1.8em 0;
}

[dir="rtl"] .indent-2 {
  margin: 0 2em 1.8em 0;
}

[dir="rtl"] .indent-3 {
  margin: 0 3em 1.8em 0;
}

.book-response header {
  page-break-after: avoid;
  break-after: avoid;
}

.book-response h2 {
  margin: 0;
  font-size: 1em;
}

.book-number {
  font-size: 0.8em;
  font-weight: normal;
  opacity: 0.8;
}

.book-role {
  font-size: 0.75em;
  font-weight: normal;
}

.book-response .book-facts {
  margin-bottom: 0.4em;
}

.book-gone {
  font-style: italic;
}

.book-reference {
  margin: 0 0 0.8em 1.6em;
  text-indent: -1.6em;
}

[dir="rtl"] .book-reference {
  margin: 0 1.6em 0.8em 0;
}

.book-colophon p + p, .book-citing p + p {
  margin-top: 0.8em;
}

.hljs-keyword, .hljs-title, .hljs-name, .hljs-built_in {
  font-weight: bold;
}

.hljs-comment {
  font-style: italic;
}

.hljs-deletion {
  text-decoration: line-through;
}

${TEXT_STYLES}`;
