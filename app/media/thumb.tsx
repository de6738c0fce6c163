import { DocumentIcon } from "./document/document-icon";
import { mediaPath, readVariants, variantName } from "./media";

/** A picture small, or the sign of a document, without words: its name stands beside it. Of an animation the first frame: many that move at
 *  once are no list. */
export function Thumb({
  upload: { hash, file },
}: {
  upload: { hash: string; file: { kind: string; animated: boolean; variants: string } | null };
}) {
  const variants = file ? readVariants(file) : [];
  const smallest = variants.find(({ format }) => format === (file?.animated ? "jpeg" : "webp"));
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
