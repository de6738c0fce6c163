import type { IdentityProviders } from "~/people/identity-provider.server";

/** The other sites by which one can come in; nothing where there are none. */
export const ProviderButtons = ({ providers, to }: { providers: IdentityProviders["list"]; to: string }) =>
  providers.length === 0 ? null : (
    <ul className="providers" aria-label="Other ways to sign in">
      {providers.map(({ id, label }) => (
        <li key={id}>
          <form method="post" action={`/sign-in/with/${id}`}>
            <input type="hidden" name="to" value={to} />
            <button type="submit" className="quiet">
              Sign in with {label}
            </button>
          </form>
        </li>
      ))}
    </ul>
  );
