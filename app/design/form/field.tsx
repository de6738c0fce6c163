import type { ReactNode } from "react";
import { fieldId } from "./field-id";

interface FieldProps {
  name: string;
  /** Tells apart forms on one page that have a field of this name. */
  of?: string;
  label: string;
  hint?: ReactNode;
  value?: string | undefined;
  error?: string | undefined;
  type?: "text" | "email" | "url" | "password" | "date" | "datetime-local";
  /** Number of rows; makes the field a textarea. */
  lines?: number;
  autoComplete?: string;
  autoCapitalize?: "none";
  spellCheck?: false;
  inputMode?: "numeric";
  required?: boolean;
}

/** A labelled field. Screen readers announce its hint and its error with it. */
export function Field({
  name,
  of,
  label,
  hint,
  value,
  error,
  type = "text",
  lines,
  required,
  ...rest
}: FieldProps) {
  const id = fieldId(name, of);
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  const control = {
    id,
    name,
    defaultValue: value ?? "",
    // The value may be in another direction than the page.
    dir: type === "password" ? undefined : ("auto" as const),
    "aria-describedby": described || undefined,
    "aria-invalid": error ? true : undefined,
    "aria-required": required || undefined,
    ...rest,
  };
  return (
    <div className="field">
      <label htmlFor={id}>
        {label}
        {required ? null : <span className="field-optional"> (optional)</span>}
      </label>
      {error ? (
        <p className="field-error" id={`${id}-error`}>
          {error}
        </p>
      ) : null}
      {lines ? <textarea rows={lines} {...control} /> : <input type={type} {...control} />}
      {hint ? (
        <p className="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
    </div>
  );
}
