/** The search of every page. On narrow screens its button alone is shown, which leads to the page with the whole form. */
export const SearchForm = () => (
  <search>
    <form className="masthead-search" action="/search">
      <input
        type="search"
        name="q"
        aria-label="Search"
        placeholder="Search"
        dir="auto"
        enterKeyHint="search"
      />
      <button type="submit">
        <span className="spoken">Search</span>
        <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
          <circle cx="8.5" cy="8.5" r="5.5" />
          <path d="m12.6 12.6 5 5" />
        </svg>
      </button>
    </form>
  </search>
);
