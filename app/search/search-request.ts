// The form of the search page and its address: operators can be typed, and the common ones have fields.

import { SEARCH_KINDS, type SearchKind, type SearchOrder } from "./search";

/** A title that isn't remembered is asked for in a sentence. In any script the address of so many letters fits into a request's head. */
export const MAX_TYPED_CHARS = 1_000;

/** Of a name, its first words find it. */
export const MAX_TYPED_NAME = 100;

export interface SearchRequest {
  /** As typed. */
  q: string;
  type: SearchKind | "";
  /** First and last day, as typed; empty for no limit. */
  from: string;
  to: string;
  order: SearchOrder;
  page: number;
}

export const SEARCH_FIELDS = ["q", "type", "from", "to", "order", "page"] as const;

/** Any address is a request: what isn't understood is left out. */
export function readSearchRequest(query: URLSearchParams): SearchRequest {
  const typed = (name: string) => (query.get(name) ?? "").trim();
  const page = Number(query.get("page"));
  return {
    q: typed("q"),
    type: SEARCH_KINDS.find((kind) => kind === query.get("type")) ?? "",
    from: typed("from"),
    to: typed("to"),
    order: query.get("order") === "newest" ? "newest" : "relevance",
    page: Number.isSafeInteger(page) && page > 0 ? page : 1,
  };
}

/** The query with the fields beside it as operators. They stand before the words, whose last phrase may be unclosed, and of which only
 *  the first are searched for. The operator `before` leaves out its day, the field doesn't. */
export const asQuery = ({ q, type, from, to }: SearchRequest): string =>
  [type && `type:${type}`, from && `after:${quoted(from)}`, to && `before:${quoted(dayAfter(to))}`, q]
    .filter(Boolean)
    .join(" ");

const quoted = (text: string) => `"${text.replaceAll('"', "")}"`;

/** What is no day stays as it is typed, and so does the last one that can be written. */
function dayAfter(day: string): string {
  const time = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(day) : Number.NaN;
  const next = Number.isNaN(time) ? null : new Date(time + DAY_MS).toISOString().slice(0, 10);
  return next === null || next.startsWith("+") ? day : next;
}

const DAY_MS = 86_400_000;

export const isEmpty = (request: SearchRequest): boolean => asQuery(request) === "";

/** The address of a request. Another query or order begins at the first page. */
export function searchPath(request: SearchRequest, changes: Partial<SearchRequest> = {}): string {
  const { page, order, ...fields } = { ...request, page: 1, ...changes };
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) if (value) parameters.set(name, value);
  if (order === "newest") parameters.set("order", order);
  if (page > 1) parameters.set("page", String(page));
  return parameters.size > 0 ? `/search?${parameters}` : "/search";
}
