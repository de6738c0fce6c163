import {
  type AppLoadContext,
  data,
  type HeadersFunction,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Results } from "~/search/results";
import type { SearchRefusal, SearchResult } from "~/search/search";
import styles from "~/search/search.css?url";
import { SearchFields, SearchHelp } from "~/search/search-fields";
import { explainWait, searchClient } from "~/search/search-rate-limits.server";
import {
  asQuery,
  isEmpty,
  readSearchRequest,
  SEARCH_FIELDS,
  type SearchRequest,
} from "~/search/search-request";
import { type OnServer, onServer } from "../../on-server";
import { passingHead } from "../../titles";

export const links: LinksFunction = () => [{ rel: "stylesheet", href: styles }];

/** The address has what somebody is looking for: no other site learns it, and no cache keeps it. */
export const headers: HeadersFunction = ({ loaderHeaders }) => ({
  ...Object.fromEntries(loaderHeaders),
  "Referrer-Policy": "no-referrer",
  "Cache-Control": "private, no-store",
  "X-Robots-Tag": "noindex",
});

export const meta: MetaFunction = (args) => {
  const page = (args.data as OnServer<SearchPage> | undefined)?.value;
  return passingHead(args, page?.request.q ? `Search: ${page.request.q}` : "Search");
};

interface SearchPage {
  request: SearchRequest;
  result: SearchResult | null;
  /** Why there is no result, for an error. */
  refusal: string | null;
}

export async function loader({ context }: LoaderFunctionArgs) {
  const request = readSearchRequest(context.query(...SEARCH_FIELDS));
  const page: SearchPage = { request, result: null, refusal: null };
  if (isEmpty(request)) return data(onServer(page));
  const wait = await context.searchLimits.secondsToWait(context.clientAddress, context.viewer);
  if (wait > 0) return refuse(page, 429, wait, explainWait(wait));
  const found = await findRequested(context, request);
  if (!found.ok) return refuse(page, 503, RETRY_S, REFUSALS.get(found.reason) as string);
  return data(onServer({ ...page, result: found.result }));
}

const findRequested = ({ search, clientAddress, viewer }: AppLoadContext, request: SearchRequest) =>
  search.find(asQuery(request), {
    page: request.page,
    order: request.order,
    client: searchClient(clientAddress, viewer),
  });

const refuse = (page: SearchPage, status: number, retryS: number, refusal: string) =>
  data(onServer({ ...page, refusal }), { status, headers: { "Retry-After": String(retryS) } });

/** Searches are short: a busy site has answered those that wait. */
const RETRY_S = 5;

const REFUSALS = new Map<SearchRefusal["reason"], string>([
  [
    "search.too-slow",
    "This search took too long and was stopped. Try rarer words, fewer words, or a narrower range of dates.",
  ],
  ["search.busy", "Many people are searching just now. Please search again in a few seconds."],
]);

export default function Search() {
  const { request, result, refusal } = useLoaderData<OnServer<SearchPage>>().value as SearchPage;
  return (
    <>
      <header className="page-head">
        <h1>Search</h1>
      </header>
      <SearchFields request={request} />
      {refusal ? (
        <p className="form-warning" role="alert">
          {refusal}
        </p>
      ) : null}
      {result ? <Results request={request} result={result} /> : null}
      <SearchHelp isOpen={!result} />
    </>
  );
}
