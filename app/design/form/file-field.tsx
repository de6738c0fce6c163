import { describedBy, FieldFrame, type FieldWords } from "./field-frame";
import { fieldId } from "./field-id";

/** A field for one file. A browser never gives a file back, so that it is chosen again after an error. */
export function FileField({
  name,
  accept,
  ...words
}: FieldWords & {
  name: string;
  /** Media types, separated by commas. */
  accept: string;
}) {
  const id = fieldId(name);
  return (
    <FieldFrame id={id} {...words}>
      <input type="file" required {...{ id, name, accept }} {...describedBy(id, words)} />
    </FieldFrame>
  );
}
