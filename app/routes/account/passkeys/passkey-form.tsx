import type { ReactNode } from "react";

/** A button that asks the device for a passkey. It needs a script (scripts/account.ts), which makes it
 *  visible; without a script the page says so. Options come from `at`/options, and the device's answer is
 *  sent to `at`. */
export const PasskeyForm = ({
  act,
  at,
  submit,
  needs,
  fieldsOf,
  children,
}: {
  /** Use an existing passkey, or create one. */
  act: "get" | "create";
  at: string;
  /** Text of the button. */
  submit: string;
  /** What needs a script, such as "To sign in with a passkey". */
  needs: string;
  /** Id of the form whose fields are sent too. */
  fieldsOf?: string;
  children?: ReactNode;
}) => (
  <div className="passkey">
    <form
      className="form"
      method="post"
      action={at}
      noValidate
      hidden
      data-passkey={act}
      data-fields-of={fieldsOf}
    >
      {children}
      <div className="form-refusal" role="alert" tabIndex={-1} hidden />
      <p className="form-buttons">
        <button type="submit" className="quiet">
          {submit}
        </button>
      </p>
    </form>
    <p className="field-hint" data-unable hidden>
      {needs}, use a browser that supports passkeys. This one doesn’t.
    </p>
    <noscript>
      <p className="field-hint">{needs}, turn on JavaScript.</p>
    </noscript>
  </div>
);
