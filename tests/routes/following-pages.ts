// The lines of following in the table of pages (acts-table.ts).

const ALL = "yes yes yes yes yes yes yes";
const MEMBERS = "sign-in yes yes yes yes yes yes";

export const FOLLOWING_PAGES: Record<string, [address: string, get: string, post?: string]> = {
  "/follow/:what/:id": ["/follow/site/0", ALL, ALL],
  "/following": ["/following", MEMBERS],
  "/following/answers": ["/following/answers", MEMBERS, MEMBERS],
  "/following/resume": ["/following/resume", MEMBERS, MEMBERS],
  "/following/:id/change": ["/following/7/change", MEMBERS, MEMBERS],
  "/following/by-link/:link": ["/following/by-link/1-none", ALL, ALL],
  "/following/by-link/:link/stop": ["/following/by-link/1-none/stop", ALL, ALL],
  "/following/by-link/:link/change": ["/following/by-link/1-none/change", ALL, ALL],
  "/following/by-link/:link/forget": ["/following/by-link/1-none/forget", ALL, ALL],
  "/following/by-link/:link/keep": ["/following/by-link/1-none/keep", ALL, ALL],
  "/conversations": ["/conversations", MEMBERS],
  "/notifications": ["/notifications", MEMBERS, MEMBERS],
};
