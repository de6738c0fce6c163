import type { ReactNode } from "react";

export interface Refused {
  errors?: Record<string, string>;
  values?: Record<string, string>;
}

/** A form that works whole without a script. What was refused is said at its top, and beside each field. */
export function Form({
  action,
  errors = {},
  submit,
  children,
  quiet,
  id,
}: {
  action: string;
  errors?: Record<string, string> | undefined;
  /** The words on its button. */
  submit: string;
  children?: ReactNode;
  /** For what is seldom done. */
  quiet?: boolean;
  id?: string;
}) {
  const hasErrors = Object.keys(errors).length > 0;
  return (
    <form className="form" method="post" action={action} noValidate id={id}>
      {hasErrors ? (
        <p className="form-refusal" role="alert">
          {errors.form ?? "Not done yet. What needs mending is said beside it."}
        </p>
      ) : null}
      {children}
      <p className="form-buttons">
        <button type="submit" className={quiet ? "quiet" : undefined}>
          {submit}
        </button>
      </p>
    </form>
  );
}
