// The form that searches one's drafts, and what it says of the search.

import { countOf } from "~/design/count";

/** With every character escaped, such an address is as long as one may be. */
export const MAX_TYPED_DRAFT_WORDS = 200;

export const DraftSearchForm = ({ q }: { q: string }) => (
  <search>
    <form action="/drafts" className="search-row draft-search">
      <label htmlFor="draft-words">Search your drafts</label>
      <input
        type="search"
        id="draft-words"
        name="q"
        defaultValue={q}
        dir="auto"
        maxLength={MAX_TYPED_DRAFT_WORDS}
        enterKeyHint="search"
      />
      <button type="submit" className="quiet">
        Search drafts
      </button>
    </form>
  </search>
);

export function DraftSearchSummary({ q, count, isCut }: { q: string; count: number; isCut: boolean }) {
  return (
    <div role="status" className="draft-search-summary">
      <p>
        {count === 0
          ? "None of these drafts has all of these words."
          : `${countOf(count, "draft has", "drafts have")} all of these words.`}{" "}
        <a href="/drafts">Show all drafts</a>
      </p>
      {isCut ? <p>Only the drafts that were saved last were searched: together they are very long.</p> : null}
      {count === 0 ? (
        <p>
          Try fewer words, or their beginnings such as <i>librar*</i>. What is published is found by{" "}
          <a href={`/search?${new URLSearchParams({ q })}`}>searching the site</a>.
        </p>
      ) : null}
    </div>
  );
}
