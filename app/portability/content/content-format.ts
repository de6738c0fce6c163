// Writes the files of a content folder, in the form in which people write them.

import { Document, isScalar, isSeq, Scalar, visit } from "yaml";
import { trimSource } from "~/markdown/source";

const plainLines = (text: string): string => text.replace(/\r\n?/g, "\n");

/** A text as an import reads it: with line feeds only, and without blank lines around it. */
const plainText = (text: string): string => trimSource(plainLines(text));

/** A date as files have it: with its offset, and without a fraction if that is zero. */
export const formatDate = (date: Date): string => date.toISOString().replace(".000Z", "Z");

/** A text that stands below its field, as it is. */
export function textBlock(text: string): Scalar<string> {
  const scalar = new Scalar(`${plainText(text)}\n`);
  scalar.type = Scalar.BLOCK_LITERAL;
  return scalar;
}

/** Formats YAML: a field a line, short lists in brackets, texts of several lines as they are. Undefined fields are left out. */
export function formatYaml(value: unknown): string {
  const document = new Document(value, { aliasDuplicateObjects: false, keepUndefined: false });
  visit(document, {
    Seq(_key, list) {
      if (isSeq(list) && list.items.length > 0 && list.items.every((item) => isScalar(item)))
        list.flow = true;
    },
    Scalar(_key, scalar) {
      if (typeof scalar.value === "string" && scalar.value.includes("\r"))
        scalar.value = plainLines(scalar.value);
    },
  });
  return document.toString({
    ...{ lineWidth: 0, flowCollectionPadding: false, blockQuote: "literal" },
    // A text with control characters is in quotation marks. Folded, it would be read with other spaces.
    doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER,
  });
}

/** Formats a Markdown file that parseMarkdownFile() can read. */
export function formatMarkdownFile(fields: Record<string, unknown>, body: string): string {
  const text = plainText(body);
  return `---\n${formatYaml(fields)}---\n${text === "" ? "" : `\n${text}\n`}`;
}
