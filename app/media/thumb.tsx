import { DocumentIcon } from "./document/document-icon";
import { mediaPath, readVariants, variantName } from "./media";

/** A picture small, or the sign of a document, without words: its name stands beside it. */
export function Thumb({
  upload: { hash, file },
}: {
  upload: { hash: string; file: { kind: string; variants: string } | null };
}) {
  const [smallest] = file ? readVariants(file) : [];
  return (
    <span className="upload-thumb">
      {file?.kind === "document" ? <DocumentIcon /> : null}
      {smallest ? (
        <img
          src={mediaPath({ hash, name: variantName(smallest) })}
          alt=""
          width={smallest.width}
          height={smallest.height}
          loading="lazy"
        />
      ) : null}
    </span>
  );
}
