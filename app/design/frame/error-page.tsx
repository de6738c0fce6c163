import { createContext, useContext } from "react";

/** The request id that the log uses. */
export const RequestId = createContext("");

/** What a "not found" page can offer. */
export interface Lost {
  /** The kind of thing that wasn't found: "post", "tag". */
  what: string;
  suggestions?: { href: string; title: string; language?: string | null }[];
  /** A text that was submitted to this address, so that it isn't lost. */
  typed?: string;
  /** Why it is gone, if that is known. */
  because?: { title: string; sentence: string };
}

/** The title: "Page not found", "Post not found". */
export const titleOf = (lost: Lost | null): string => {
  if (lost?.because) return lost.because.title;
  const what = lost?.what || "page";
  return `${what.charAt(0).toUpperCase()}${what.slice(1)} not found`;
};

export const explain = (lost: Lost | null): string =>
  lost?.because?.sentence ?? "Check the address for typing errors. The page may also have been deleted.";

export function NotFoundPage({ lost }: { lost: Lost | null }) {
  const suggestions = lost?.suggestions ?? [];
  return (
    <div className="notice">
      <h1>{titleOf(lost)}</h1>
      <p>{explain(lost)}</p>
      {lost?.typed ? (
        <p className="field">
          <label htmlFor="typed">Your text wasn’t posted. Copy it to post it somewhere else:</label>
          <textarea id="typed" rows={12} readOnly defaultValue={lost.typed} />
        </p>
      ) : null}
      {suggestions.length > 0 ? (
        <>
          <p>{lost?.because ? "You can still read:" : "Were you looking for one of these?"}</p>
          <ul>
            {suggestions.map((suggestion) => (
              <li key={suggestion.href}>
                <a href={suggestion.href}>
                  <bdi lang={suggestion.language ?? undefined}>{suggestion.title}</bdi>
                </a>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <WaysOn />
    </div>
  );
}

/** The page for an error: with `explanation` a refusal and its reason, without it an unexpected error and its
 *  request id. */
export function ErrorPage({
  title = "Something went wrong",
  explanation,
}: {
  title?: string;
  explanation?: string;
}) {
  const id = useContext(RequestId);
  return (
    <div className="notice">
      <h1>{title}</h1>
      {explanation ? (
        <p>{explanation}</p>
      ) : (
        <p>
          Please try again in a moment. The error is on our side, and it has been logged. If you report it,
          please include this number: <code>{id}</code>
        </p>
      )}
      <p>
        If you were writing something, go back to the previous page: your browser usually keeps your text.
      </p>
      <WaysOn />
    </div>
  );
}

const WaysOn = () => (
  <p>
    You can also <a href="/search">search</a>, or go to the <a href="/">latest posts</a>,{" "}
    <a href="/series">series</a>, <a href="/tags">tags</a> or <a href="/archive">archive</a>.
  </p>
);
