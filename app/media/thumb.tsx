import { mediaPath, readVariants, variantName } from "./media";

/** A picture small, without words: its name stands beside it. */
export function Thumb({
  upload: { hash, file },
}: {
  upload: { hash: string; file: { variants: string } | null };
}) {
  const [smallest] = file ? readVariants(file) : [];
  return (
    <span className="upload-thumb">
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
