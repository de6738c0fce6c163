// The lines of conversations, of nominations and of search in the table of pages (acts-table.ts).

const ALL = "yes yes yes yes yes yes yes";
const MEMBERS = "sign-in yes yes yes yes yes yes";
const EDITORS = "sign-in no no no yes yes no";

export const CONVERSATION_PAGES: Record<string, [address: string, get: string, post?: string]> = {
  "/search": ["/search?q=x", ALL],
  "/search/names": ["/search/names?q=x", ALL],
  "/posts/:slug/responses": ["/posts/x/responses", ALL],
  "/posts/:slug/threads": ["/posts/x/threads", ALL],
  "/posts/:slug/read": ["/posts/x/read", MEMBERS, MEMBERS],
  "/comments/:id/thread": ["/comments/OTHERS/thread", ALL],
  "/comments/:id/nominate": ["/comments/OTHERS/nominate", MEMBERS, MEMBERS],
  "/moderation/nominations": ["/moderation/nominations", EDITORS],
  "/moderation/nominations/:id/invite": ["/moderation/nominations/OTHERS/invite", EDITORS, EDITORS],
  "/moderation/nominations/:id/dismiss": ["/moderation/nominations/OTHERS/dismiss", EDITORS, EDITORS],
};
