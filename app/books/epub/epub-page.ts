// A document of an e-book as XHTML.

import { directionOf } from "~/design/direction";
import { asMarkup, type Markup, markup } from "~/platform/markup";

interface Page {
  title: string;
  language: string;
  /** What it is in a book (EPUB Structural Semantics Vocabulary). */
  type: string;
  body: Markup;
}

export const STYLES = "book.css";

export const epubPage = ({ title, language, type, body }: Page): string =>
  markup`<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="${language}" xml:lang="${language}" dir="${directionOf(language)}">
<head>
<title>${title}</title>
<meta name="viewport" content="width=device-width"/>
<link rel="stylesheet" type="text/css" href="${STYLES}"/>
</head>
<body epub:type="${type}">
${asMarkup(withNotes(body.html))}
</body>
</html>
`.html;

/** By this, e-readers show a note where it is called. The role alone tells assistive technology. */
const withNotes = (html: string): string =>
  html.replaceAll(' role="doc-noteref"', ' epub:type="noteref" role="doc-noteref"');
