// Sending somebody to another site, from a form.

import { type AppLoadContext, data } from "@remix-run/node";
import { IDENTITY_COOKIE_S } from "~/accounts/account.schema";
import { identityCookie, readIdentityCookie } from "~/accounts/identity/identity-cookie";
import { beginIdentityRequest } from "~/accounts/identity/identity-sign-in.server";
import { newSecret } from "~/accounts/token.server";
import { explainAccountRefusal, explainStarts } from "../../session/refusals";

/** Where a form leads to, or why it leads nowhere. */
export interface Departure {
  href: string | null;
  errors: Record<string, string>;
}

export const stay = (status: number, errors: Record<string, string>) =>
  data<Departure>({ href: null, errors }, status);

/**
 * A page that leads on by itself. A redirect would be simpler, but this site's policy lets no form lead elsewhere
 * (form-action), and Chromium holds redirects after a form to that.
 */
export async function redirectToProvider(
  request: Request,
  context: AppLoadContext,
  { provider, to, accountId }: { provider: string; to: string; accountId?: number },
) {
  const wait = await context.accountLimits.secondsToWaitForStart(context.clientAddress);
  if (wait > 0) return stay(429, { form: explainStarts(wait) });
  // Kept where there is one: who begins in two tabs may come back to both.
  const browser = readIdentityCookie(request.headers.get("Cookie"), context.siteUrl) ?? newSecret();
  const start = { provider, browser, to, ...(accountId !== undefined && { accountId }) };
  const begun = await beginIdentityRequest(context, start, context.now());
  if (!begun.ok) return stay(503, { form: explainAccountRefusal(begun.reason) });
  const headers = new Headers({ Refresh: `0; url=${begun.href}` });
  headers.append("Set-Cookie", identityCookie(context.siteUrl, browser, IDENTITY_COOKIE_S));
  return data<Departure>({ href: begun.href, errors: {} }, { headers });
}

/** A provider that isn't set up, or no longer. */
export function getProvider({ identityProviders }: AppLoadContext, id = ""): { id: string; label: string } {
  const provider = identityProviders.find(id);
  if (!provider) throw data({ what: "site to sign in with" }, 404);
  return provider;
}
