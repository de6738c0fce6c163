import { Raw } from "./raw";

/** Text that a person wrote. Its HTML was made by markdown/ when it was written, and passed the sanitiser there. */
export function Prose({
  html,
  className,
  label,
  id,
}: {
  html: string;
  className?: string;
  label?: string;
  id?: string;
}) {
  if (html === "") return null;
  return (
    <Raw
      as={label ? "section" : "div"}
      className={className ? `prose ${className}` : "prose"}
      dir="auto"
      aria-label={label}
      id={id}
      markup={{ html }}
    />
  );
}
