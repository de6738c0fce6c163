import type { IdentityProviders } from "~/accounts/identity/identity-provider.server";

/** Buttons of the configured providers; nothing if there are none. */
export const ProviderButtons = ({
  providers,
  to,
  act = "Sign in",
}: {
  providers: IdentityProviders["list"];
  to: string;
  /** Only the wording differs. */
  act?: "Sign in" | "Join";
}) =>
  providers.length === 0 ? null : (
    <ul className="providers" aria-label={`Other ways to ${act.toLowerCase()}`}>
      {providers.map(({ id, label }) => (
        <li key={id}>
          <form method="post" action={`/sign-in/with/${id}`}>
            <input type="hidden" name="to" value={to} />
            <button type="submit" className="quiet">
              {act} with {label}
            </button>
          </form>
        </li>
      ))}
    </ul>
  );
