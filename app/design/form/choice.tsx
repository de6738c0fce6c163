interface Option {
  value: string;
  label: string;
  /** What this choice means. */
  hint: string;
}

/** A group of radio buttons, none preselected unless `value` is given. */
export function Choice({
  name,
  legend,
  options,
  value,
  error,
}: {
  name: string;
  legend: string;
  options: Option[];
  value?: string | undefined;
  error?: string | undefined;
}) {
  const id = `field-${name}`;
  return (
    <fieldset className="choice" aria-describedby={error ? `${id}-error` : undefined}>
      <legend>{legend}</legend>
      {error ? (
        <p className="field-error" id={`${id}-error`}>
          {error}
        </p>
      ) : null}
      {options.map((option, index) => (
        <div key={option.value} className="choice-option">
          <input
            type="radio"
            id={index === 0 ? id : `${id}-${option.value}`}
            name={name}
            value={option.value}
            defaultChecked={option.value === value}
            aria-describedby={`${id}-${option.value}-hint`}
          />
          <label htmlFor={index === 0 ? id : `${id}-${option.value}`}>{option.label}</label>
          <p className="field-hint" id={`${id}-${option.value}-hint`}>
            {option.hint}
          </p>
        </div>
      ))}
    </fieldset>
  );
}
