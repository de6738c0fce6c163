import type { ReactNode } from "react";
import { describedBy, FieldFrame } from "./field-frame";
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
  const control = {
    id,
    name,
    defaultValue: value ?? "",
    // The value may be in another direction than the page.
    dir: type === "password" ? undefined : ("auto" as const),
    ...describedBy(id, { hint, error }),
    "aria-required": required || undefined,
    ...rest,
  };
  const words = (
    <>
      {label}
      {required ? null : <span className="field-optional"> (optional)</span>}
    </>
  );
  return (
    <FieldFrame id={id} label={words} hint={hint} error={error}>
      {lines ? <textarea rows={lines} {...control} /> : <input type={type} {...control} />}
    </FieldFrame>
  );
}
