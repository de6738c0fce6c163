import { useOwnLanguage } from "~/design/own-language";
import { Prose } from "~/design/prose";
import type { StandingPage } from "./page";

/** A standing page: its title and its text. */
export function PageBody({
  page,
  source,
}: {
  page: Pick<StandingPage, "title" | "html" | "language">;
  /** The site and URL, for print. */
  source?: { siteName: string; url: string };
}) {
  const language = useOwnLanguage(page.language);
  return (
    <>
      <header className="page-head post-head">
        <h1 {...language}>{page.title}</h1>
        {source ? (
          <p className="post-line print-only">
            <bdi>{source.siteName}</bdi> · {source.url}
          </p>
        ) : null}
      </header>
      <Prose html={page.html} className="post-text" language={language} />
    </>
  );
}
