import { Raw } from "./raw";

/** Text written by people. Its HTML was rendered and sanitised by markdown/ when it was stored. */
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
