import type { RouteRules } from "~/platform/http/route-rules";

/** What a page tells the layout around it, and the server before it. */
export interface PageHandle extends RouteRules {
  /** A script that it needs beside the one that every page carries. */
  script?: "account";
}
