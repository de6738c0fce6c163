// The lines of series and tags, and of their e-books and pages for print, in the table of pages (acts-table.ts): everybody reads them, and may
// have a book made.

const ALL = "yes yes yes yes yes yes yes";
const MEMBERS = "sign-in yes yes yes yes yes yes";
const NOT_HERE = "none none none none none none none";

export const SERIES_AND_TAG_PAGES: Record<string, [address: string, get: string, post?: string]> = {
  "/tags": ["/tags", ALL],
  "/tags/:slug": ["/tags/t", ALL],
  "/tags/:slug/reader": ["/tags/t/reader", ALL, ALL],
  "/tags/:slug/print": ["/tags/t/print", ALL],
  "/series": ["/series", ALL],
  "/series/:slug": ["/series/none", NOT_HERE],
  "/series/:slug/responses": ["/series/none/responses", NOT_HERE],
  "/read-parts": ["/read-parts", MEMBERS, MEMBERS],
  "/settings/quoting": ["/settings/quoting", MEMBERS, MEMBERS],
  "/settings/read-parts": ["/settings/read-parts", MEMBERS, MEMBERS],
  "/series/:slug/reader": ["/series/none/reader", NOT_HERE, NOT_HERE],
  "/series/:slug/print": ["/series/none/print", NOT_HERE],
};
