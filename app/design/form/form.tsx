import type { ReactNode } from "react";
import { FormSummary } from "./form-summary";

export interface Refused {
  errors?: Record<string, string>;
  values?: Record<string, string>;
}

/** A form that works whole without a script. What was refused is said at its top, where the focus goes, and beside each field. */
export function Form({
  action,
  errors = {},
  submit,
  children,
  quiet,
  danger,
  id,
}: {
  action: string;
  errors?: Record<string, string> | undefined;
  /** The words on its button. */
  submit: string;
  children?: ReactNode;
  /** For what is seldom done. */
  quiet?: boolean;
  /** For what can't be undone, or takes something from somebody. */
  danger?: boolean;
  id?: string;
}) {
  const look = [quiet && "quiet", danger && "danger"].filter(Boolean).join(" ");
  return (
    <form className="form" method="post" action={action} noValidate id={id}>
      <FormSummary errors={errors} />
      {children}
      <p className="form-buttons">
        <button type="submit" className={look || undefined}>
          {submit}
        </button>
      </p>
    </form>
  );
}
