/** Text that a person wrote. Its HTML was made by markdown/ when it was written, and passed the sanitiser there. */
export function Prose({ html, className, label }: { html: string; className?: string; label?: string }) {
  if (html === "") return null;
  const Element = label ? "section" : "div";
  return (
    <Element
      className={className ? `prose ${className}` : "prose"}
      aria-label={label}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: the one place that does, for what the sanitiser let through.
      dangerouslySetInnerHTML={{ __html: html }}
    />
  );
}
