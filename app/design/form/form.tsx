import type { ReactNode } from "react";
import { FormSummary } from "./form-summary";

export interface Refused {
  errors?: Record<string, string>;
  values?: Record<string, string>;
}

/** A form that needs no script. Errors are listed at its top, which takes the focus, and beside each
 *  field. */
export function Form({
  action,
  errors = {},
  submit,
  children,
  quiet,
  danger,
  id,
  withFile,
}: {
  action: string;
  errors?: Record<string, string> | undefined;
  /** Text of the submit button. */
  submit: string;
  children?: ReactNode;
  /** For an action that is rarely needed. */
  quiet?: boolean;
  /** For an action that can't be undone or takes something away from someone. */
  danger?: boolean;
  id?: string;
  /** The form has a file field. */
  withFile?: boolean;
}) {
  const look = [quiet && "quiet", danger && "danger"].filter(Boolean).join(" ");
  return (
    <form
      className="form"
      method="post"
      action={action}
      encType={withFile ? "multipart/form-data" : undefined}
      noValidate
      id={id}
    >
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
