/** Tells a writer which pictures of a text nobody has described. */
export function MissingAlt({ names, editPath }: { names: string[]; editPath: string }) {
  if (names.length === 0) return null;
  const isOne = names.length === 1;
  return (
    <p className="form-warning">
      {isOne ? "1 picture has" : `${names.length} pictures have`} no alternative text: {names.join(", ")}.
      People who don’t see {isOne ? "it" : "them"} won’t know what {isOne ? "it shows" : "they show"}.{" "}
      <a href={`${editPath}#field-body`}>Write it between the brackets of “![](…)”</a>
    </p>
  );
}
