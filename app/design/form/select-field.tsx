import { describedBy, FieldFrame, type FieldWords } from "./field-frame";
import { fieldId } from "./field-id";

export interface Option {
  value: string;
  /** Text of the option, if it differs from its value. */
  name?: string;
}

/** A labelled select. Long lists are grouped. */
export function SelectField({
  name,
  value,
  options = [],
  groups = [],
  ...words
}: FieldWords & {
  name: string;
  value: string;
  options?: readonly Option[];
  groups?: readonly { name: string; options: readonly Option[] }[];
}) {
  const id = fieldId(name);
  return (
    <FieldFrame id={id} {...words}>
      <select id={id} name={name} defaultValue={value} {...describedBy(id, words)}>
        <Options options={options} />
        {groups.map((group) => (
          <optgroup key={group.name} label={group.name}>
            <Options options={group.options} />
          </optgroup>
        ))}
      </select>
    </FieldFrame>
  );
}

const Options = ({ options }: { options: readonly Option[] }) =>
  options.map(({ value, name }) => (
    <option key={value} value={value}>
      {name ?? value}
    </option>
  ));
