import { createContext, useContext } from "react";

/** The id under which the log has this request. */
export const RequestId = createContext("");

/** What a page that isn't there can still offer. */
export interface Lost {
  /** What was looked for: "post", "tag". */
  what: string;
  suggestions?: { href: string; title: string }[];
  /** A text that was sent to it, to be taken elsewhere. */
  typed?: string;
}

export function NotFoundPage({ lost }: { lost: Lost | null }) {
  const suggestions = lost?.suggestions ?? [];
  return (
    <div className="notice">
      <h1>There is no such {lost?.what || "page"} here</h1>
      <p>The address may be mistyped, or what stood here may have been taken back by its writer.</p>
      {lost?.typed ? (
        <p className="field">
          <label htmlFor="typed">Your text wasn’t posted. Copy it, to post it elsewhere:</label>
          <textarea id="typed" rows={12} readOnly defaultValue={lost.typed} />
        </p>
      ) : null}
      {suggestions.length > 0 ? (
        <>
          <p>Perhaps you are looking for:</p>
          <ul>
            {suggestions.map((suggestion) => (
              <li key={suggestion.href}>
                <a href={suggestion.href}>{suggestion.title}</a>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <WaysOn />
    </div>
  );
}

/** For what was refused, with its reason, and for what broke, without. */
export function ErrorPage({
  title = "Something broke on our side",
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
          It has been written down, and it is not your doing. Trying again in a moment may work. If you write
          to us about it, please name <code>{id}</code>.
        </p>
      )}
      <p>If you had typed something, go back: your browser most likely still has it.</p>
      <WaysOn />
    </div>
  );
}

const WaysOn = () => (
  <p>
    From here: <a href="/">the latest posts</a>, <a href="/series">the series</a>,{" "}
    <a href="/tags">all tags</a>, or <a href="/archive">the archive by month</a>.
  </p>
);
