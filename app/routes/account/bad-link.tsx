import type { TokenRefusal } from "~/accounts/token.server";
import { explainAccountRefusal } from "../session/refusals";
import { useFrame } from "../site-frame";

/** The page for an invalid link, with a way to get another one. */
export const BadLink = ({
  reason,
  again,
  words = "Get a new link",
}: {
  reason: TokenRefusal["reason"];
  again: string;
  words?: string;
}) => {
  const isSignedIn = Boolean(useFrame()?.member);
  return (
    <div className="notice">
      <h1>This link doesn’t work</h1>
      <p>{explainAccountRefusal(reason)}</p>
      <p>
        {isSignedIn ? (
          <>
            You are signed in. <a href="/settings">Go to your settings</a>
          </>
        ) : (
          <>
            <a href={again}>{words}</a>, or <a href="/sign-in">sign in</a>.
          </>
        )}
      </p>
    </div>
  );
};
