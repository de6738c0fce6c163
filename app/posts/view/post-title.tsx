import { useOwnLanguage } from "~/design/own-language";

/** A post's title within a line or a list, in its own language. */
export function PostTitle({ title, language }: { title: string; language: string | null }) {
  const { lang, dir } = useOwnLanguage(language);
  // Without an own language, "auto" is what this element has.
  return <bdi {...(lang && { lang, dir })}>{title}</bdi>;
}
