import type { KeptPiece } from "~/platform/http/answer-body.server";
import { Raw } from "./raw";

/** Text written by people. Its HTML was rendered and sanitised by markdown/ when it was stored. */
export function Prose({
  html,
  className,
  label,
  id,
  language = { dir: "auto" },
}: {
  html: string | KeptPiece;
  className?: string;
  label?: string;
  id?: string;
  /** Of a text that may be in another language than the page (own-language.ts). */
  language?: { lang?: string; dir: "auto" | "ltr" | "rtl" };
}) {
  const isText = typeof html === "string";
  if ((isText ? html : html.bytes).length === 0) return null;
  return (
    <Raw
      as={label ? "section" : "div"}
      className={className ? `prose ${className}` : "prose"}
      {...language}
      aria-label={label}
      id={id}
      markup={isText ? { html } : html}
    />
  );
}
