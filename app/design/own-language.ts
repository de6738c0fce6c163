import { useContext } from "react";
import { Calendar } from "./calendar";
import { directionOf } from "./direction";

/** Attributes of a text in its own language: nothing if that is the site's, which the page states. `dir="auto"`, which goes by the
 *  first letter, is for texts whose language nobody has stated. */
export function useOwnLanguage(language: string | null): { lang?: string; dir: "auto" | "ltr" | "rtl" } {
  return ownLanguage(language, useContext(Calendar).language);
}

/** The same where the site's language is at hand. */
export function ownLanguage(language: string | null, site: string): ReturnType<typeof useOwnLanguage> {
  if (language === null || language.toLowerCase() === site.toLowerCase()) return { dir: "auto" };
  return { lang: language, dir: directionOf(language) };
}
