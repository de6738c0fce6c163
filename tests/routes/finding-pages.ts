// The lines of ways to posts in the table of pages (acts-table.ts): everybody reads them.

const ALL = "yes yes yes yes yes yes yes";
const NOT_HERE = "none none none none none none none";

export const FINDING_PAGES: Record<string, [address: string, get: string]> = {
  "/people": ["/people", ALL],
  "/map": ["/map", ALL],
  "/tags/:slug/map": ["/tags/t/map", ALL],
  "/series/:slug/map": ["/series/none/map", NOT_HERE],
};
