interface FormSummaryProps {
  errors: Record<string, string>;
  /** What stands at its head where `errors.form` says nothing of its own. */
  otherwise?: (fields: string) => string;
  /** Errors of what has no field that is seen: they are said, and lead nowhere. */
  unseen?: readonly string[];
}

/**
 * What was refused: it takes the focus when the page opens, and each line leads to the field that it is about (`field-NAME`).
 * Nothing where nothing was refused.
 */
export function FormSummary({ errors, otherwise = pleaseFix, unseen = [] }: FormSummaryProps) {
  const fields = Object.entries(errors).filter(([name]) => name !== "form" && !unseen.includes(name));
  const said = [errors.form, ...unseen.map((name) => errors[name])].filter(Boolean);
  if (fields.length === 0 && said.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noAutofocus: a refusal is an answer to what its reader just did, and what they must read first.
    <div className="form-refusal" role="alert" tabIndex={-1} autoFocus>
      <p>{said.length > 0 ? said.join(" ") : otherwise(countFields(fields.length))}</p>
      {fields.length > 0 ? (
        <ul>
          {fields.map(([name, words]) => (
            <li key={name}>
              <a href={`#field-${name}`}>{words}</a>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

const pleaseFix = (fields: string) => `Please fix ${fields} marked below.`;
const countFields = (count: number) => (count === 1 ? "the field" : `the ${count} fields`);
