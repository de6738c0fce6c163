import type { TokenRefusal } from "~/people/token.server";
import { explainAccountRefusal } from "./refusals";

/** A link that is good for nothing, and where to get another. */
export const BadLink = ({ reason, again }: { reason: TokenRefusal["reason"]; again: string }) => (
  <div className="notice">
    <h1>This link doesn’t work</h1>
    <p>{explainAccountRefusal(reason)}</p>
    <p>
      <a href={again}>Get a new link</a>, or <a href="/sign-in">sign in</a>.
    </p>
  </div>
);
