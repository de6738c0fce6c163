import type { ReactNode } from "react";

/**
 * A button that asks the device for a passkey, which takes a script (scripts/account.ts): it is shown by the script alone, and
 * without one the page says so. Options come from `at`/options, and the device's answer goes to `at`.
 */
export const PasskeyForm = ({
  act,
  at,
  submit,
  needs,
  fieldsOf,
  children,
}: {
  /** Use a passkey that the device has, or make one. */
  act: "get" | "create";
  at: string;
  /** The words on its button. */
  submit: string;
  /** What takes a script: "To sign in with a passkey". */
  needs: string;
  /** The form whose fields go along. */
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
