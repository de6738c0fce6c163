import type { RouteRules } from "~/platform/http/route-rules";

/** What a page tells the layout around it, and the server before it. */
export interface PageHandle extends RouteRules {
  /** A script that it needs beside the one that every page carries. */
  script?: "account";
  /** Where else than to the text a keyboard may skip, past the head of the page. */
  skip?: { href: string; name: string };
}
