import { Field } from "~/design/form/field";
import { SelectField } from "~/design/form/select-field";
import { SEARCH_KINDS, type SearchKind } from "./search";
import { MAX_TYPED_CHARS, type SearchRequest } from "./search-request";

const KIND_NAMES: Record<SearchKind, string> = {
  post: "Posts",
  comment: "Responses",
  person: "People",
  tag: "Tags",
  series: "Series",
};

/** The form of the search page. Its further fields are for readers who know no operators. */
export function SearchFields({ request }: { request: SearchRequest }) {
  const { q, type, from, to, order } = request;
  return (
    <search>
      <form className="form search" action="/search">
        <p className="search-row">
          <label className="spoken" htmlFor="q">
            Words to search for
          </label>
          <input
            type="search"
            id="q"
            name="q"
            defaultValue={q}
            dir="auto"
            maxLength={MAX_TYPED_CHARS}
            enterKeyHint="search"
            // biome-ignore lint/a11y/noAutofocus: the page is opened to type. With results, these are to be read.
            autoFocus={q === ""}
          />
          <button type="submit">Search</button>
        </p>
        <details open={Boolean(type || from || to || order === "newest")}>
          <summary>More options</summary>
          <div className="search-options">
            <SelectField
              name="type"
              label="Look for"
              value={type}
              options={[
                { value: "", name: "Everything" },
                ...SEARCH_KINDS.map((kind) => ({ value: kind, name: KIND_NAMES[kind] })),
              ]}
            />
            <SelectField
              name="order"
              label="Order"
              value={order}
              options={[
                { value: "relevance", name: "Best match first" },
                { value: "newest", name: "Newest first" },
              ]}
            />
            <Field name="from" label="From" type="date" value={from} />
            <Field name="to" label="To" type="date" value={to} />
          </div>
        </details>
      </form>
    </search>
  );
}

const EXAMPLES = [
  ['"reading room"', "these words in this order"],
  ["library -school", "without a word"],
  ['tag:"the profession"', "posts filed under a tag, and their responses"],
  ["by:ada", "by a person: their name or handle"],
  ['in:"the first year"', "the parts of a series, and their responses"],
  ["after:2025-09 before:2026", "by date: a year, a month or a day"],
  ["type:post", "posts alone; or comment, person, tag, series"],
] as const;

/** How to search, and the key of quick-open, which its script shows. */
export const SearchHelp = ({ isOpen }: { isOpen: boolean }) => (
  <details className="search-help" open={isOpen}>
    <summary>How to search</summary>
    <p>
      Results have all of your words, in any order and in other forms: <i>library</i> finds <i>libraries</i>.
      Accents and capitals don’t matter. To narrow a search, type for example:
    </p>
    <dl>
      {EXAMPLES.map(([query, meaning]) => (
        <div key={query}>
          <dt>
            <code>{query}</code>
          </dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
    <p id="keys" hidden>
      <label>
        <input type="checkbox" /> Use the key <kbd>/</kbd> on this device to open a post, person or tag by its
        name, on any page
      </label>
    </p>
  </details>
);
