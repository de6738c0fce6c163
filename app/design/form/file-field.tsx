import type { ReactNode } from "react";
import { fieldId } from "./field-id";

/** A field for one file. A browser never gives a file back, so that it is chosen again after an error. */
export function FileField({
  name,
  label,
  accept,
  hint,
  error,
}: {
  name: string;
  label: string;
  /** Media types, separated by commas. */
  accept: string;
  hint?: ReactNode;
  error?: string | undefined;
}) {
  const id = fieldId(name);
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {error ? (
        <p className="field-error" id={`${id}-error`}>
          {error}
        </p>
      ) : null}
      <input
        type="file"
        aria-describedby={described || undefined}
        aria-invalid={error ? true : undefined}
        required
        {...{ id, name, accept }}
      />
      {hint ? (
        <p className="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
    </div>
  );
}
