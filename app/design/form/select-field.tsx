export interface Option {
  value: string;
  /** Text of the option, if it differs from its value. */
  name?: string;
}

/** A labelled select. Screen readers announce its hint and its error with it. Long lists are grouped. */
export function SelectField({
  name,
  label,
  hint,
  value,
  error,
  options = [],
  groups = [],
}: {
  name: string;
  label: string;
  hint?: string;
  value: string;
  error?: string | undefined;
  options?: readonly Option[];
  groups?: readonly { name: string; options: readonly Option[] }[];
}) {
  const id = `field-${name}`;
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {error ? (
        <p className="field-error" id={`${id}-error`}>
          {error}
        </p>
      ) : null}
      <select
        id={id}
        name={name}
        defaultValue={value}
        aria-describedby={described || undefined}
        aria-invalid={error ? true : undefined}
      >
        <Options options={options} />
        {groups.map((group) => (
          <optgroup key={group.name} label={group.name}>
            <Options options={group.options} />
          </optgroup>
        ))}
      </select>
      {hint ? (
        <p className="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
    </div>
  );
}

const Options = ({ options }: { options: readonly Option[] }) =>
  options.map(({ value, name }) => (
    <option key={value} value={value}>
      {name ?? value}
    </option>
  ));
