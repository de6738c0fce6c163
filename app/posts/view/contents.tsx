import type { Heading } from "~/markdown/rendered";

/** Shorter posts need no table of contents. */
const MIN_HEADINGS = 3;
const MIN_WORDS = 900;

/** The table of contents of a long post. */
export function Contents({
  outline,
  wordCount,
  lang,
}: {
  outline: Heading[];
  wordCount: number;
  /** Of the post, if it differs from the site's. */
  lang?: string | undefined;
}) {
  const top = Math.min(...outline.map((heading) => heading.depth));
  const shown = outline.filter((heading) => heading.depth <= top + 1);
  if (shown.length < MIN_HEADINGS || wordCount < MIN_WORDS) return null;
  return (
    <nav className="contents" aria-label="Contents">
      <ol lang={lang}>
        {shown.map((heading) => (
          <li key={heading.id} className={heading.depth > top ? "contents-deeper" : undefined}>
            <a href={`#${heading.id}`}>
              <bdi>{heading.text}</bdi>
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
