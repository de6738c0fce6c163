// The package document of an e-book: what it is, what it consists of, and in which order it is read (EPUB 3.3, section 5).

import { directionOf } from "~/design/direction";
import { legal } from "~/feeds/xml";
import { type Markup, markup } from "~/platform/markup";
import { type BookContents, changedAt } from "../contents/book-contents";
import { addressOf, countContents, writersOf } from "../pages/front-pages";
import { STYLES } from "./epub-page";

interface Parts {
  /** Documents in the order of reading, without their ending. */
  documents: string[];
  pictures: { file: string }[];
  /** Whether each picture has an alternative text, or is decoration by its author's word. */
  isDescribed: boolean;
}

export const CONTENTS_FILE = "contents.xhtml";
export const fileOf = (document: string): string => `${document}.xhtml`;

export function epubPackage(contents: BookContents, { documents, pictures, isDescribed }: Parts): string {
  const { site, id } = contents;
  const languages = [...new Set(contents.parts.flatMap(({ language }) => language ?? []))];
  const others = languages.filter((one) => one.toLowerCase() !== site.language.toLowerCase());
  const [title, ...rest] = documents;
  const isRtl = directionOf(site.language) === "rtl";
  return legal(
    markup`<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="${site.language}">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">${id}</dc:identifier>
<dc:title>${titleOfBook(contents)}</dc:title>
${[site.language, ...others].map((language) => markup`<dc:language>${language}</dc:language>\n`)}${writersOf(
  contents,
).map(
  ({ name }, index) => markup`<dc:creator id="writer-${index + 1}">${name}</dc:creator>
<meta refines="#writer-${index + 1}" property="role" scheme="marc:relators">aut</meta>
`,
)}<dc:publisher>${site.name}</dc:publisher>
<dc:source>${addressOf(contents)}</dc:source>
<dc:date>${changedAt(contents).toISOString()}</dc:date>
<dc:description>${countContents(contents)}, from ${site.name}.</dc:description>
${rightsOf(contents)}<meta property="dcterms:modified">${changedAt(contents)
      .toISOString()
      .replace(/\.\d+Z$/, "Z")}</meta>
${accessibility(pictures.length > 0, isDescribed)}</metadata>
<manifest>
<item id="contents" href="${CONTENTS_FILE}" media-type="application/xhtml+xml" properties="nav"/>
<item id="styles" href="${STYLES}" media-type="text/css"/>
${documents.map((name) => markup`<item id="${name}" href="${fileOf(name)}" media-type="application/xhtml+xml"/>\n`)}${pictures.map(
  ({ file }, index) => markup`<item id="picture-${index + 1}" href="${file}" media-type="image/jpeg"/>\n`,
)}</manifest>
<spine${isRtl && markup` page-progression-direction="rtl"`}>
${title !== undefined && markup`<itemref idref="${title}"/>\n`}<itemref idref="contents"/>
${rest.map((name) => markup`<itemref idref="${name}"/>\n`)}</spine>
</package>
`.html,
  );
}

export const titleOfBook = ({ source, withResponses }: Pick<BookContents, "source" | "withResponses">) =>
  withResponses ? `${source.title}, with responses` : source.title;

function rightsOf({ parts }: BookContents): Markup | null {
  const names = [...new Set(parts.flatMap(({ licence }) => licence?.name ?? []))];
  return names.length > 0 ? markup`<dc:rights>${names.join("; ")}</dc:rights>\n` : null;
}

/** EPUB Accessibility 1.1, section 2.2. It claims no conformance, which somebody would have to check. */
function accessibility(hasPictures: boolean, isDescribed: boolean): Markup {
  const meta = (property: string, value: string) =>
    markup`<meta property="schema:${property}">${value}</meta>\n`;
  const features = [
    ...["tableOfContents", "readingOrder", "structuralNavigation", "displayTransformability"],
    ...(hasPictures && isDescribed ? ["alternativeText"] : []),
  ];
  const pictures = !hasPictures
    ? "It has no pictures."
    : isDescribed
      ? "Pictures have alternative texts by their authors."
      : "Some pictures have no alternative text.";
  return markup`${meta("accessMode", "textual")}${hasPictures && meta("accessMode", "visual")}${
    isDescribed || !hasPictures
      ? meta("accessModeSufficient", "textual")
      : meta("accessModeSufficient", "textual,visual")
  }${features.map((feature) => meta("accessibilityFeature", feature))}${meta("accessibilityHazard", "none")}${meta(
    "accessibilitySummary",
    `Text that can be enlarged and read aloud, with headings, contents and linked notes; other languages are marked. ${pictures}`,
  )}`;
}
