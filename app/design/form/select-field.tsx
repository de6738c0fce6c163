export interface Option {
  value: string;
  /** In words, where it isn't said as it is sent. */
  name?: string;
}

/** A labelled choice of one among several; its hint and its error are read with it. Long lists come in groups, by name. */
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
