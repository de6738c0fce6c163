// The OpenID Connect client against a provider of the tests, without pages.

import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { createIdentityProviders } from "~/accounts/identity/identity-provider.server";
import { readConfig } from "~/platform/config/config";
import { createLog } from "~/platform/log.server";
import { goThere, type Stranger, startOpenidProvider } from "../../factories/openid-provider";
import { freePort } from "../../factories/site";

const SITE = "http://127.0.0.1:9";
const REQUEST = { state: "a-state", nonce: "a-nonce", codeVerifier: "v".repeat(43) };
const ADA = {
  sub: "ada-1",
  email: "Ada@example.org",
  email_verified: true,
  name: "Ada",
  preferred_username: "ada",
};

const MINUTE_MS = 60_000;

/** A provider and a site that is registered with it, the site's log, and a clock that moves only by
 *  `later`. */
async function openProvider(overrides: Record<string, string> = {}) {
  const server = await startOpenidProvider(SITE, ["uni"]);
  onTestFinished(() => server.stop().catch(() => {}));
  return { server, ...createSide({ ...server.settings("UNI"), ...overrides }) };
}

function createSide(env: Record<string, string>) {
  let at = Date.parse("2026-04-01T09:00:00Z");
  const later = (minutes: number) => {
    at += minutes * MINUTE_MS;
  };
  const said: unknown[] = [];
  const log = Object.assign(createLog("silent"), { warn: (line: unknown) => void said.push(line) });
  const { openidProviders } = readConfig(env);
  const providers = createIdentityProviders(openidProviders, { siteUrl: SITE, log, now: () => new Date(at) });
  return { providers, said, later };
}

type Opened = Awaited<ReturnType<typeof openProvider>>;

/** Signs in at the provider as `stranger` and returns the parameters of the callback URL. */
async function comeBack(
  { server, providers }: Pick<Opened, "server" | "providers">,
  stranger: Stranger = ADA,
) {
  server.is(stranger);
  const back = await goThere(await providers.addressFor("uni", REQUEST), SITE);
  return new URL(back).searchParams;
}

test("identifies a person by the provider's claims, with the e-mail address in this site's form", async () => {
  const opened = await openProvider();
  const identified = await opened.providers.identify("uni", await comeBack(opened), REQUEST);
  expect(identified).toEqual({
    ok: true,
    claims: {
      identity: { issuer: opened.server.issuer, subject: "ada-1", label: "ada@example.org" },
      email: "ada@example.org",
      isEmailVerified: true,
      name: "Ada",
      nickname: "ada",
    },
  });
  expect(opened.said).toEqual([]);
});

test.each([
  ["no address", { sub: "1" }, { email: null, isEmailVerified: false, name: "", identity: { label: "1" } }],
  [
    "email_verified as a string",
    { sub: "1", email: "a@b.org", email_verified: "true" as never },
    { isEmailVerified: true },
  ],
  [
    "email_verified as another string",
    { sub: "1", email: "a@b.org", email_verified: "yes" as never },
    { isEmailVerified: false },
  ],
  [
    "email_verified without an address",
    { sub: "1", email: "nobody", email_verified: true },
    { email: null, isEmailVerified: false },
  ],
  ["a name with a bidi override", { sub: "1", name: "\u202eevil" }, { name: "evil" }],
  ["a name of 500 characters", { sub: "1", name: "x".repeat(500) }, { name: "", nickname: "" }],
])("reads a provider's claims defensively: %s", async (_what, stranger, claims) => {
  const opened = await openProvider();
  const identified = await opened.providers.identify("uni", await comeBack(opened, stranger), REQUEST);
  expect(identified).toMatchObject({ ok: true, claims });
});

test("refuses an ID token signed with a key that is not the provider's", async () => {
  const opened = await openProvider();
  const answer = await comeBack(opened);
  opened.server.changeKeys();
  const identified = await opened.providers.identify("uni", answer, REQUEST);
  expect(identified).toEqual({ ok: false, reason: "identity.not-believed" });
});

test("logs which provider failed and why, without tokens, codes or personal data", async () => {
  const opened = await openProvider({ OIDC_UNI_CLIENT_SECRET: "a wrong secret" });
  const identified = await opened.providers.identify("uni", await comeBack(opened), REQUEST);
  expect(identified).toEqual({ ok: false, reason: "identity.unreachable" });
  expect(opened.said).toEqual([
    {
      provider: "uni",
      reason: "identity.unreachable",
      code: "OAUTH_RESPONSE_BODY_ERROR",
      answer: "invalid_client",
    },
  ]);
});

test("caches a provider's metadata for an hour, and retries at once after a failure", async () => {
  const { server, providers, later } = await openProvider();
  expect(await providers.reach("uni")).toEqual({ ok: true });
  await server.stop();
  later(59);
  expect(await providers.reach("uni")).toEqual({ ok: true });
  later(2);
  expect(await providers.reach("uni")).toEqual({ ok: false, reason: "identity.unreachable" });
  await server.resume();
  expect(await providers.reach("uni")).toEqual({ ok: true });
});

test.each([
  ["another issuer", { issuer: "https://another.example" }],
  ["an authorization endpoint without TLS", { authorization_endpoint: "http://192.0.2.1/authorize" }],
])("refuses a provider with %s in its metadata", async (_what, wrong) => {
  const port = await freePort();
  const issuer = `http://127.0.0.1:${port}`;
  const about = {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    ...wrong,
  };
  const server = createServer((_req, res) => {
    res.setHeader("Content-Type", "application/json").end(JSON.stringify(about));
  }).listen(port, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const { providers } = createSide({
    OIDC_UNI_ISSUER: issuer,
    OIDC_UNI_CLIENT_ID: "longtable",
    OIDC_UNI_CLIENT_SECRET: "secret",
  });
  expect(await providers.reach("uni")).toEqual({ ok: false, reason: "identity.unreachable" });
});

test("names an issuer by its label, with or without a trailing slash, and an unknown issuer by its host", () => {
  const { providers } = createSide({
    OIDC_UNI_ISSUER: "https://id.uni.example/",
    OIDC_UNI_CLIENT_ID: "longtable",
    OIDC_UNI_CLIENT_SECRET: "secret",
    OIDC_UNI_LABEL: "Your university",
  });
  expect(providers.nameOf("https://id.uni.example")).toBe("Your university");
  expect([
    providers.isKnown("https://id.uni.example"),
    providers.isKnown("https://gone.example/realm"),
  ]).toEqual([true, false]);
  expect(providers.nameOf("https://gone.example/realm")).toBe("gone.example");
});

test("stops reading a provider's response that does not end", async () => {
  let sent = 0;
  const server = createServer((_req, res) => {
    res.setHeader("Content-Type", "application/json");
    res.write("{");
    const write = () => {
      sent += 65_536;
      if (!res.destroyed) res.write(" ".repeat(65_536), write);
    };
    write();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const endless = {
    OIDC_UNI_ISSUER: `http://127.0.0.1:${port}`,
    OIDC_UNI_CLIENT_ID: "longtable",
    OIDC_UNI_CLIENT_SECRET: "endless",
  };
  const { providers } = createSide(endless);
  expect(await providers.reach("uni")).toEqual({ ok: false, reason: "identity.unreachable" });
  expect(sent).toBeLessThan(20 * 1024 * 1024);
});
