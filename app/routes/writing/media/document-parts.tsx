// What the page of an upload shows of a document.

import { countOf } from "~/design/count";
import { Field } from "~/design/form/field";
import type { DocumentClaims } from "~/media/document/document";
import { DocumentIcon } from "~/media/document/document-icon";
import { mediaPath } from "~/media/media";
import type { Upload } from "~/media/media.server";
import { sizeOf } from "~/platform/size";

export const DocumentLink = ({ upload }: { upload: Upload }) => (
  <p className="upload-document">
    <DocumentIcon />
    <a href={mediaPath(upload)}>
      <bdi>{upload.title || upload.name}</bdi>
    </a>{" "}
    (PDF, {countOf(upload.pageCount, "page")}, {sizeOf(upload.bytes)})
  </p>
);

/** What a PDF says of itself, which its readers can see. */
export function Claims({ claims }: { claims: DocumentClaims | null }) {
  const said = claims
    ? ([
        ["Title", claims.title],
        ["Author", claims.author],
        ["Made with", claims.madeWith],
      ] as const)
    : [];
  const known = said.filter(([, text]) => text !== "");
  return (
    <>
      <h2>What the file says of itself</h2>
      {known.length > 0 ? (
        <dl>
          {known.map(([term, text]) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd dir="auto">{text}</dd>
            </div>
          ))}
        </dl>
      ) : (
        <p>{claims ? "It names no title, author or program." : "The file can’t be read at the moment."}</p>
      )}
      <p>
        The site keeps a PDF as it is, so that this and whatever else is in the file stays in it: anyone who
        downloads it can read it. To take something out, change the properties of the document in the program
        that made it, save it as a new PDF, and upload that instead.
      </p>
    </>
  );
}

export const TitleField = ({
  values,
  errors,
}: {
  values: Record<string, string>;
  errors: Record<string, string>;
}) => (
  <Field
    name="title"
    label="Title"
    required
    value={values.title}
    error={errors.title}
    hint="Stands in the link where a text has no words of its own for it."
  />
);
