// The other sites by which people may sign in, and what is said to them and back: OpenID Connect with discovery and PKCE.

import * as openid from "openid-client";
import type { Log } from "~/platform/log.server";
import { isConfidential, type OpenidProvider } from "~/platform/openid-settings";
import { type Claims, claimsSchema } from "./identity.schema";

/** What a provider says of itself changes seldom; its keys are looked for anew whenever one is unknown. */
const KEPT_MS = 60 * 60 * 1000;
/** Somebody is waiting before an empty page. */
const TIMEOUT_S = 8;

/** Its keys are the longest that it says: some kilobytes. */
const MAX_ANSWER_BYTES = 1024 * 1024;

const SCOPE = "openid email profile";

/** What is kept here while somebody is at the other site. */
export interface IdentityRequest {
  state: string;
  nonce: string;
  codeVerifier: string;
}

export type ProviderRefusal = {
  ok: false;
  reason: "identity.unreachable" | "identity.declined" | "identity.outdated" | "identity.not-believed";
};

export interface IdentityProviders {
  /** For people to choose from. */
  list: readonly { id: string; label: string }[];
  find(id: string): { id: string; label: string } | undefined;
  /** Whether an issuer is still one by whom people can come in. */
  isKnown(issuer: string): boolean;
  /** What people call an issuer; its host where it is no longer set up. */
  nameOf(issuer: string): string;
  /** Whether a provider answers. Asked before anything is kept for it. */
  reach(id: string): Promise<{ ok: true } | ProviderRefusal>;
  /** Where somebody is sent. */
  addressFor(id: string, request: IdentityRequest): Promise<string>;
  /** Who came back with these parameters: the code is exchanged, the ID token checked (issuer, audience, nonce, time, signature). */
  identify(
    id: string,
    answer: URLSearchParams,
    request: IdentityRequest,
  ): Promise<{ ok: true; claims: Claims } | ProviderRefusal>;
}

export function createIdentityProviders(
  providers: readonly OpenidProvider[],
  { siteUrl, log, now }: { siteUrl: string; log: Log; now(): Date },
): IdentityProviders {
  const list = providers.map(({ id, label }) => ({ id, label }));
  const withIssuer = (issuer: string) => providers.find((provider) => isSame(provider.issuer, issuer));
  const kept = new Map<string, { until: number; discovered: Promise<openid.Configuration> }>();
  const callback = (id: string) => `${siteUrl}/sign-in/with/${id}/callback`;

  /** Once for all who ask meanwhile; what failed is tried again by the next. */
  function discover(id: string): Promise<openid.Configuration> {
    const known = kept.get(id);
    if (known && known.until > now().getTime()) return known.discovered;
    const provider = providers.find((one) => one.id === id);
    if (!provider) throw new Error(`there is no provider ${id}`);
    const discovered = configure(provider);
    kept.set(id, { until: now().getTime() + KEPT_MS, discovered });
    discovered.catch(() => kept.delete(id));
    return discovered;
  }

  /** Says in the log what a refusal is about, and nothing of whom. */
  function refuse(provider: string, error: unknown): ProviderRefusal {
    const reason = reasonOf(error);
    const { code, error: said } = error as { code?: unknown; error?: unknown };
    if (reason !== "identity.declined")
      log.warn({ provider, reason, code, said }, "another site did not identify somebody");
    return { ok: false, reason };
  }

  return {
    list,
    find: (id) => list.find((provider) => provider.id === id),
    isKnown: (issuer) => withIssuer(issuer) !== undefined,
    nameOf: (issuer) => withIssuer(issuer)?.label ?? (URL.canParse(issuer) ? new URL(issuer).host : issuer),
    async reach(id) {
      try {
        await discover(id);
        return { ok: true };
      } catch (error) {
        return { ...refuse(id, error), reason: "identity.unreachable" };
      }
    },
    async addressFor(id, { state, nonce, codeVerifier }) {
      const address = openid.buildAuthorizationUrl(await discover(id), {
        redirect_uri: callback(id),
        scope: SCOPE,
        state,
        nonce,
        code_challenge: await openid.calculatePKCECodeChallenge(codeVerifier),
        code_challenge_method: "S256",
      });
      return address.href;
    },
    async identify(id, answer, { state, nonce, codeVerifier }) {
      try {
        const configuration = await discover(id);
        const tokens = await openid.authorizationCodeGrant(
          configuration,
          new URL(`${callback(id)}?${answer}`),
          {
            expectedState: state,
            expectedNonce: nonce,
            pkceCodeVerifier: codeVerifier,
            idTokenExpected: true,
          },
        );
        return { ok: true, claims: claimsSchema.parse(await readClaims(configuration, tokens)) };
      } catch (error) {
        return refuse(id, error);
      }
    },
  };
}

const isSame = (one: string, other: string) =>
  URL.canParse(one) && URL.canParse(other) && new URL(one).href === new URL(other).href;

async function configure({ issuer, clientId, clientSecret }: OpenidProvider): Promise<openid.Configuration> {
  const server = new URL(issuer);
  const configuration = await openid.discovery(server, clientId, clientSecret, byEitherWay(clientSecret), {
    timeout: TIMEOUT_S,
    [openid.customFetch]: fetchConfidentially as openid.CustomFetch,
    execute: [
      // In the code flow a token's signature need not be looked at, for it comes over TLS. It is looked at all the same.
      openid.enableNonRepudiationChecks,
      ...(server.protocol === "http:" ? [openid.allowInsecureRequests] : []),
    ],
  });
  const { authorization_endpoint: endpoint = "" } = configuration.serverMetadata();
  if (!isConfidential(endpoint)) throw new TypeError("its authorization endpoint is not under https");
  return configuration;
}

/** What the ID token says; where that is no address, with what the provider says when asked. */
async function readClaims(
  configuration: openid.Configuration,
  tokens: openid.TokenEndpointResponse & openid.TokenEndpointResponseHelpers,
): Promise<object> {
  const claims = tokens.claims();
  if (!claims) throw new Error("there is no ID token");
  if (claims.email !== undefined || !configuration.serverMetadata().userinfo_endpoint) return claims;
  const { iss, sub } = claims;
  const { email, email_verified, ...more } = await openid.fetchUserInfo(
    configuration,
    tokens.access_token,
    sub,
  );
  return { ...claims, ...more, email, email_verified, iss, sub };
}

/** In the body where the provider takes that, as nearly all do; else as the specification has it without a word. */
const byEitherWay =
  (secret: string): openid.ClientAuth =>
  (server, ...rest) => {
    const inBody = server.token_endpoint_auth_methods_supported?.includes("client_secret_post");
    return (inBody ? openid.ClientSecretPost : openid.ClientSecretBasic)(secret)(server, ...rest);
  };

const fetchConfidentially = async (address: string, options: RequestInit) => {
  if (!isConfidential(address)) throw new TypeError("one of its endpoints is not under https");
  // The time to answer (TIMEOUT_S) is in the options' signal, which ends the reading too.
  const response = await fetch(address, options);
  return new Response(await readBody(response), response);
};

async function readBody({ body }: Response): Promise<Uint8Array<ArrayBuffer> | null> {
  if (!body) return null;
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > MAX_ANSWER_BYTES) throw new TypeError("one of its answers is too long");
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

function reasonOf(error: unknown): ProviderRefusal["reason"] {
  if (error instanceof openid.AuthorizationResponseError)
    return error.error === "access_denied" ? "identity.declined" : "identity.unreachable";
  // "invalid_client" and the like are for whoever runs the site to mend: the log has them.
  if (error instanceof openid.ResponseBodyError)
    return error.error === "invalid_grant" ? "identity.outdated" : "identity.unreachable";
  const { status = 0, code } = error as { status?: number; code?: string };
  const isDown = error instanceof TypeError || code === "OAUTH_TIMEOUT" || status >= 500;
  return isDown || code === "OAUTH_RESPONSE_IS_NOT_CONFORM"
    ? "identity.unreachable"
    : "identity.not-believed";
}
