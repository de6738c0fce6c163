// Rules that a route declares in its `handle`, and that the HTTP server enforces.

/** A page that is the same for every guest: its bytes are cached and served to all of them. */
export interface CachedRoute {
  /** Media types that the page may have. An answer of another type is not cached. */
  types: readonly string[];
  /** Query parameters on which the page depends. The page receives only these and nothing else of the
   *  request, so that one visitor's input can't appear on the page served to others. */
  query: readonly string[];
  /** A query parameter that makes the page one visitor's own: it then receives the whole request and is not
   *  cached. */
  exceptWith?: string;
}

export interface RouteRules {
  cached?: CachedRoute;
  /** Limit of the body in bytes; MAX_FORM_BYTES by default. */
  maxBodyBytes?: number;
  /** Accepts a file with a form, which goes to the disk as it comes. */
  acceptsFile?: true;
  /** Limit of one field beside the file, for a form that carries a text along. */
  maxFieldBytes?: number;
  /** Accepts forms from other sites, because its address contains a secret that authorises the request. */
  fromAnywhere?: boolean;
}

/** The cache rules for a request; undefined if it must not be cached. */
export function cachedFor({ cached }: RouteRules, query: URLSearchParams): CachedRoute | undefined {
  return cached?.exceptWith !== undefined && query.has(cached.exceptWith) ? undefined : cached;
}

/** An HTML page without query parameters. */
export const ONE_PAGE: CachedRoute = { types: ["text/html"], query: [] };
/** The pages of a list with keyset pagination. */
export const LIST_PAGES: CachedRoute = { types: ["text/html"], query: ["before", "after"] };

/** Room for some short fields and a bio of 2,000 characters, percent-encoded. */
export const MAX_FORM_BYTES = 64 * 1024;
/** Room for a text several times longer than its limit, so that it is given back with an error on its length
 *  instead of being refused. */
export const MAX_TEXT_FORM_BYTES = 512 * 1024;
