import type { ReactNode } from "react";

export interface FieldWords {
  label: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
}

/** What ties a control to its words: screen readers announce its hint and its error with it. */
export const describedBy = (id: string, { hint, error }: Pick<FieldWords, "hint" | "error">) => ({
  "aria-describedby": [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || undefined,
  "aria-invalid": error ? true : undefined,
});

/** A control between its label and error, and its hint. */
export const FieldFrame = ({
  id,
  label,
  hint,
  error,
  children,
}: FieldWords & { id: string; children: ReactNode }) => (
  <div className="field">
    <label htmlFor={id}>{label}</label>
    {error ? (
      <p className="field-error" id={`${id}-error`}>
        {error}
      </p>
    ) : null}
    {children}
    {hint ? (
      <p className="field-hint" id={`${id}-hint`}>
        {hint}
      </p>
    ) : null}
  </div>
);
