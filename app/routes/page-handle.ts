import type { Act } from "~/people/policy";
import type { RouteRules } from "~/platform/http/request/route-rules";

/** What a page declares for the frame around it and for the server. */
export type PageHandle = RouteRules & PageParts & (ActRules | { act?: never; answersScript?: never });

interface PageParts {
  /** A further skip link, after "Skip to content". */
  skip?: { href: string; name: string };
}

/** A page that not everyone may open. */
interface ActRules {
  /** What visitors do on the page. The server checks it before the loader and the action
   *  (session/permission.ts), and refuses a visitor who may do it to nothing. Whether they may do it to a
   *  particular thing, the page asks `may` with its owners. */
  act: Act;
  /** Its forms are submitted by a script, which expects JSON. */
  answersScript?: boolean;
  /** Cached pages are served to everyone. */
  cached?: never;
}
