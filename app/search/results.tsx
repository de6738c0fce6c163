// A page of results: how many there are, what was searched for instead, and the ways on.

import { type ReactNode, useContext } from "react";
import { Calendar, Time } from "~/design/calendar";
import { countOf } from "~/design/count";
import { PageLinks } from "~/design/page-links";
import { localTime } from "~/site/calendar";
import { FoundNames, FoundPosts } from "./found";
import { formatQuery, termsOf, wordsFirst } from "./query/parse-query";
import {
  type Filter,
  type FoundName,
  MAX_COUNTED,
  MAX_RANKED,
  type QueryPart,
  type SearchResult,
} from "./search";
import { type SearchRequest, searchPath } from "./search-request";

interface ResultsProps {
  request: SearchRequest;
  result: SearchResult;
}

export function Results({ request, result }: ResultsProps) {
  const { posts, names, page, pages } = result;
  return (
    <>
      <div className="search-summary" role="status">
        <Summary request={request} result={result} />
      </div>
      {names.length > 0 ? (
        <section aria-labelledby="names">
          <h2 id="names" className="section-title">
            People, tags and series
          </h2>
          <Names names={names} isAll={posts.length === 0} />
        </section>
      ) : null}
      {posts.length > 0 ? (
        <section aria-labelledby="posts">
          <h2 id="posts" className="section-title">
            Posts and responses
          </h2>
          <FoundPosts posts={posts} />
        </section>
      ) : null}
      {pages > 1 ? (
        <PageLinks
          page={page}
          pages={pages}
          address={(number) => searchPath(request, { order: result.order, page: number })}
          label="Pages of results"
        />
      ) : null}
      <Broader request={request} result={result} />
    </>
  );
}

/** Names above posts: most readers look for a text, and a page of tags would hide it. */
const NAMES_FIRST = 3;

function Names({ names, isAll }: { names: FoundName[]; isAll: boolean }) {
  const first = isAll || names.length === NAMES_FIRST + 1 ? names : names.slice(0, NAMES_FIRST);
  const others = names.slice(first.length);
  return (
    <div className="found-names">
      <FoundNames names={first} />
      {others.length > 0 ? (
        <details>
          <summary>{others.length} more</summary>
          <FoundNames names={others} />
        </details>
      ) : null}
    </div>
  );
}

function Summary({ request, result }: ResultsProps) {
  const { hits, isCapped, since, having, order, unknown, suggestion, isFilling, names, query } = result;
  const other = order === "newest" ? "relevance" : "newest";
  // Without words, nothing matches better than another.
  const hasWords = termsOf(query).some(({ isExcluded }) => !isExcluded);
  const [one, many] = NOUNS[result.hitKind ?? "both"];
  return (
    <>
      {unknown.map((filter) => (
        <p key={filter.operator + filter.value}>
          <Unknown {...filter} />
        </p>
      ))}
      {hits === 0 && names.length === 0 && unknown.length === 0 ? <p>Nothing was found.</p> : null}
      {suggestion ? (
        <p>
          Did you mean{" "}
          <a href={asTyped(request, suggestion)} dir="auto">
            {suggestion}
          </a>
          ?
        </p>
      ) : null}
      {having === "most" && hits > 0 ? (
        <p>No text has all of these words. These have the most of them.</p>
      ) : null}
      {hits > 0 ? (
        <p>
          {isCapped ? `More than ${MAX_COUNTED.toLocaleString("en")} ${many}` : countOf(hits, one, many)}
          {isCapped && order === "relevance" && hasWords
            ? `; the newest ${MAX_RANKED.toLocaleString("en")} are listed by how well they match.`
            : order === "newest" || !hasWords
              ? ", newest first."
              : ", best match first."}{" "}
          {hits > 1 && hasWords ? (
            <a href={searchPath(request, { order: other })}>
              {other === "newest" ? "Newest first" : "Best match first"}
            </a>
          ) : null}
        </p>
      ) : null}
      {since ? <Since request={request} at={since} /> : null}
      {query.isCut ? (
        <p>This is more than a search can hold. Only its first words were searched for.</p>
      ) : null}
      {isFilling ? (
        <p>The site’s older texts are still being prepared for search, so some may be missing.</p>
      ) : null}
    </>
  );
}

/** Of a phrase of common words, only the newest texts were looked at. */
function Since({ request, at }: { request: SearchRequest; at: Date }) {
  const day = localTime(at, useContext(Calendar).timeZone).slice(0, "2026-03-14".length);
  return (
    <p>
      Many texts have the words of this phrase. It was looked for in the newest of them, back to{" "}
      <Time at={at} />.{" "}
      {day === request.to ? null : <a href={searchPath(request, { to: day })}>Search older texts</a>}
    </p>
  );
}

/** What a search looked for. */
const NOUNS = {
  post: ["post", "posts"],
  comment: ["response", "responses"],
  both: ["post or response", "posts and responses"],
} as const;

/** The address of a whole query, which has the form's other fields as operators. */
const asTyped = (request: SearchRequest, q: string) => searchPath(request, { q, type: "", from: "", to: "" });

const THINGS: Record<Filter["operator"], string> = {
  tag: "tag",
  by: "person",
  in: "series",
  type: "type",
  before: "date",
  after: "date",
};

function Unknown({ operator, value }: Filter) {
  const typed = <bdi>{value}</bdi>;
  if (operator === "before" || operator === "after")
    return <>“{typed}” isn’t a date. Write a year, a month or a day: 2026, 2026-03 or 2026-03-14.</>;
  if (operator === "type")
    return <>There is no type “{typed}”. The types are post, comment, person, tag and series.</>;
  return (
    <>
      There is no {THINGS[operator]} “{typed}”.
    </>
  );
}

/** More words than this are a sentence, and leaving out one of them helps nobody. */
const MAX_LEFT_OUT = 6;

/** Ways on from few results or none: the query without one of its parts, and what can be browsed. */
function Broader({ request, result }: ResultsProps) {
  const { hits, having, query } = result;
  const isFew = hits === 0 || having === "most";
  if (!isFew && result.page < result.pages) return null;
  const all = wordsFirst(query.parts);
  const parts = all.filter((part) => !part.isExcluded);
  const without: [name: ReactNode, path: string][] =
    isFew && all.length > 1 && parts.length <= MAX_LEFT_OUT
      ? parts.map((part) => [
          <Part key="" {...part} />,
          asTyped(request, formatQuery(all.filter((other) => other !== part))),
        ])
      : [];
  return (
    <section className="search-broader" aria-labelledby="broader">
      <h2 id="broader" className="section-title">
        Not what you were looking for?
      </h2>
      {without.length > 0 ? (
        <>
          <p id="without">Search without</p>
          <ul aria-labelledby="without">
            {without.map(([name, path]) => (
              <li key={path}>
                <a href={path}>{name}</a>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <p>
        Try other words, or look through the <a href="/tags">tags</a>, the <a href="/series">series</a> or the{" "}
        <a href="/archive">archive</a>.
      </p>
    </section>
  );
}

const Part = (part: QueryPart) => (
  <bdi>
    {part.is === "filter" ? `${part.operator}:${part.value}` : part.isPhrase ? `“${part.text}”` : part.text}
  </bdi>
);
