import type { Act } from "~/people/policy";
import type { RouteRules } from "~/platform/http/route-rules";

/** What a page tells the layout around it, and the server before it. */
export type PageHandle = RouteRules & PageParts & (ActRules | { act?: never; answersScript?: never });

interface PageParts {
  /** Where else than to the text a keyboard may skip, past the head of the page. */
  skip?: { href: string; name: string };
}

/** A page that not everyone may open. */
interface ActRules {
  /**
   * What its visitors do here. The server asks it before the loader and before the action (session/permission.ts): a visitor who may do
   * it to nothing at all sees neither. Where the thing decides, the page asks `may` with its owners.
   */
  act: Act;
  /** Its forms are sent by a script, which is answered in JSON. */
  answersScript?: boolean;
  /** What the cache keeps is given to everyone. */
  cached?: never;
}
