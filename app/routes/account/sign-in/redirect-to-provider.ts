// Redirects from a form to an OpenID provider.

import { type AppLoadContext, data } from "@remix-run/node";
import { IDENTITY_COOKIE_S } from "~/accounts/account.schema";
import { identityCookie, readIdentityCookie } from "~/accounts/identity/identity-cookie";
import { beginIdentityRequest } from "~/accounts/identity/identity-sign-in.server";
import { newSecret } from "~/accounts/token.server";
import { explainAccountRefusal, explainStarts } from "../../session/refusals";

/** The provider's address, or the errors. */
export interface Departure {
  href: string | null;
  errors: Record<string, string>;
}

export const stay = (status: number, errors: Record<string, string>) =>
  data<Departure>({ href: null, errors }, status);

/** Answers with a page that redirects by a Refresh header. A 303 would be simpler, but the policy's
 *  form-action allows only this site, and Chromium applies it to redirects after a form. */
export async function redirectToProvider(
  request: Request,
  context: AppLoadContext,
  { provider, to, accountId }: { provider: string; to: string; accountId?: number },
) {
  const wait = await context.accountLimits.secondsToWaitForStart(context.clientAddress);
  if (wait > 0) return stay(429, { form: explainStarts(wait) });
  // An existing secret is kept, because a person may start in two tabs and return to both.
  const browser = readIdentityCookie(request.headers.get("Cookie"), context.siteUrl) ?? newSecret();
  const start = { provider, browser, to, ...(accountId !== undefined && { accountId }) };
  const begun = await beginIdentityRequest(context, start, context.now());
  if (!begun.ok) return stay(503, { form: explainAccountRefusal(begun.reason) });
  const headers = new Headers({ Refresh: `0; url=${begun.href}` });
  headers.append("Set-Cookie", identityCookie(context.siteUrl, browser, IDENTITY_COOKIE_S));
  return data<Departure>({ href: begun.href, errors: {} }, { headers });
}

/** Finds a configured provider; throws 404 if there is none. */
export function getProvider({ identityProviders }: AppLoadContext, id = ""): { id: string; label: string } {
  const provider = identityProviders.find(id);
  if (!provider) throw data({ what: "site to sign in with" }, 404);
  return provider;
}
