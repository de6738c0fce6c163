/** Explains why signing in with another site failed, with alternatives. */
export const NotSignedIn = ({
  label,
  explanation,
  canBeLinked = false,
  back = { href: "/sign-in", words: "Sign in another way, or start again" },
}: {
  label: string;
  explanation: string;
  /** Whether a person with an account could link this identity to it. */
  canBeLinked?: boolean;
  back?: { href: string; words: string };
}) => (
  <div className="notice">
    <h1>Not signed in with {label}</h1>
    <p>{explanation}</p>
    {canBeLinked ? (
      <p>Already have an account here? Sign in as usual, and link {label} in your settings.</p>
    ) : null}
    <p>
      <a href={back.href}>{back.words}</a>
    </p>
  </div>
);
