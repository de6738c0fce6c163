// A site with OpenID providers, and the steps of signing in with them.

import { goThere, type OpenidProviderServer, type Stranger, startOpenidProvider } from "./openid-provider";
import { freePort, openTestSite, type TestSite } from "./site";
import type { Answer, Visitor } from "./visitor";

export interface SiteWithProviders {
  site: TestSite;
  university: OpenidProviderServer;
  library: OpenidProviderServer;
  close(): Promise<void>;
}

/** "Your university" and the library answer; DOWN never does. */
export async function openSiteWithProviders({
  port = undefined as number | undefined,
} = {}): Promise<SiteWithProviders> {
  port ??= await freePort();
  const nobody = await freePort();
  const SITE_URL = `http://127.0.0.1:${port}`;
  const university = await startOpenidProvider(SITE_URL, ["university"]);
  const library = await startOpenidProvider(SITE_URL, ["library"]);
  const settings = {
    ...university.settings("UNIVERSITY", "Your university"),
    ...library.settings("LIBRARY"),
    OIDC_DOWN_ISSUER: `http://127.0.0.1:${nobody}`,
    OIDC_DOWN_CLIENT_ID: "longtable",
    OIDC_DOWN_CLIENT_SECRET: "nobody’s",
  };
  const site = await openTestSite({
    close: "later",
    env: { PORT: String(port), SITE_URL, ...settings },
  });
  return {
    site,
    university,
    library,
    async close() {
      await Promise.all([site.close(), university.stop(), library.stop()]);
    },
  };
}

/** The address to which a form's answer redirects. */
export const leadsTo = ({ headers }: Answer): string =>
  /^0; url=(.+)$/.exec(headers.get("Refresh") ?? "")?.[1] ?? "";

/** Follows the redirect to the provider as `stranger`, and back. Returns the path of the callback. */
export async function wayBack(
  site: TestSite,
  departure: Answer,
  provider: OpenidProviderServer,
  stranger: Stranger | null,
): Promise<string> {
  provider.is(stranger);
  return (await goThere(leadsTo(departure), site.address)).slice(site.address.length);
}

/** Signs in from the button on the sign-in page to the end. */
export async function signInWith(
  visitor: Visitor,
  provider: OpenidProviderServer,
  stranger: Stranger | null,
  { name = "university", to = "/" } = {},
): Promise<Answer> {
  const departure = await visitor.post(`/sign-in/with/${name}`, { to });
  return visitor.get(await wayBack(visitor.site, departure, provider, stranger));
}
