// What a route declares about itself in its `handle`, and the server holds it to.

/** A page that looks the same to every guest: finished bytes of it are kept, and given to all of them. */
export interface CachedRoute {
  /** The media types that it may have. An answer of any other isn't kept. */
  types: readonly string[];
  /**
   * The parts of the query by which its pages differ. The page is given these alone, and nothing else of the request, so nothing
   * else that a visitor sends can stand in what others are given.
   */
  query: readonly string[];
  /** A part of the query with which a page is one visitor's own: it is given the whole request then, and kept for nobody. */
  exceptWith?: string;
}

export interface RouteRules {
  cached?: CachedRoute;
  /** The longest body that it takes, in bytes; MAX_FORM_BYTES where it says nothing. */
  maxBodyBytes?: number;
  /** It takes forms that don't come from a page of this site: whoever sends one shows by its address that they may. */
  fromAnywhere?: boolean;
}

/** How the answer to a request is kept; undefined where it isn't. */
export function cachedFor({ cached }: RouteRules, query: URLSearchParams): CachedRoute | undefined {
  return cached?.exceptWith !== undefined && query.has(cached.exceptWith) ? undefined : cached;
}

/** A page of HTML of which there is one. */
export const ONE_PAGE: CachedRoute = { types: ["text/html"], query: [] };
/** The pages of a list that is paged by key. */
export const LIST_PAGES: CachedRoute = { types: ["text/html"], query: ["before", "after"] };

/** A form of some fields of a line or a few, such as a name and an introduction of 2,000 characters, percent-encoded. */
export const MAX_FORM_BYTES = 64 * 1024;
/** A form with a text in it that may turn out several times too long, and is then given back with a word on its length. */
export const MAX_TEXT_FORM_BYTES = 512 * 1024;
