import { fieldId } from "./field-id";

interface FormSummaryProps {
  errors: Record<string, string>;
  /** The heading if `errors.form` is missing. Receives the number of fields in words. */
  otherwise?: (fields: string) => string;
  /** Names of fields that are not visible: their errors are shown without a link. */
  unseen?: readonly string[];
  /** The same as of the form's fields. */
  of?: string;
}

/** The list of errors at the top of a form. It takes the focus when the page opens, and each error links to
 *  its field. Renders nothing without errors. */
export function FormSummary({ errors, otherwise = pleaseFix, unseen = [], of }: FormSummaryProps) {
  const fields = Object.entries(errors).filter(([name]) => name !== "form" && !unseen.includes(name));
  const messages = [errors.form, ...unseen.map((name) => errors[name])].filter(Boolean);
  if (fields.length === 0 && messages.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noAutofocus: the refusal is the answer to what the reader just did, and must be read first.
    <div className="form-refusal" role="alert" tabIndex={-1} autoFocus>
      <p>{messages.length > 0 ? messages.join(" ") : otherwise(countFields(fields.length))}</p>
      {fields.length > 0 ? (
        <ul>
          {fields.map(([name, words]) => (
            <li key={name}>
              <a href={`#${fieldId(name, of)}`}>{words}</a>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

const pleaseFix = (fields: string) => `Please fix ${fields} marked below.`;
const countFields = (count: number) => (count === 1 ? "the field" : `the ${count} fields`);
