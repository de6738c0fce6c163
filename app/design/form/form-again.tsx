/** Shorter values on one line are sent in hidden fields. */
const SHOWN_FROM_CHARS = 80;

export const holdsPassword = (values: Record<string, string>): boolean =>
  Object.keys(values).some((name) => /password|proof/i.test(name));

/** Offers a form again with the values that were sent. Passwords are never echoed, so a form with a password
 *  gets a link to the form instead. */
export function FormAgain({ action, values }: { action: string; values: Record<string, string> }) {
  const fields = Object.entries(values);
  if (holdsPassword(values))
    return (
      <p>
        <a href={action}>Open the form again</a>
      </p>
    );
  return (
    <form className="form" method="post" action={action}>
      {fields.map(([name, value]) =>
        value.length < SHOWN_FROM_CHARS && !value.includes("\n") ? (
          <input key={name} type="hidden" name={name} value={value} />
        ) : (
          <p key={name} className="field">
            <textarea name={name} defaultValue={value} aria-label="Your text" rows={8} />
          </p>
        ),
      )}
      <p className="form-buttons">
        <button type="submit">Send again</button>
      </p>
    </form>
  );
}
