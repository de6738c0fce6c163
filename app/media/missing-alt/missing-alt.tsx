import type { UndescribedPicture } from "./missing-alt.server";

/** Tells a writer which pictures of a text nobody has described. The editor selects the line to which the link leads. */
export function MissingAlt({ pictures, editPath }: { pictures: UndescribedPicture[]; editPath: string }) {
  const [first] = pictures;
  if (!first) return null;
  const isOne = pictures.length === 1;
  return (
    <p className="form-warning">
      {isOne ? "1 picture has" : `${pictures.length} pictures have`} no alternative text:{" "}
      {pictures.map(({ name, line }) => `${name} in line ${line}`).join(", ")}. People who don’t see{" "}
      {isOne ? "it" : "them"} won’t know what {isOne ? "it shows" : "they show"}.{" "}
      <a href={`${editPath}?line=${first.line}#field-body`}>
        Write it between the brackets of “![](…)” in line {first.line}
      </a>
    </p>
  );
}
