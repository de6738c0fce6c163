// OpenID Connect with discovery and PKCE.

import * as openid from "openid-client";
import { isConfidential, type OpenidProvider } from "~/platform/config/openid-settings";
import type { Log } from "~/platform/log.server";
import { type Claims, claimsSchema } from "./identity.schema";

/** A provider's metadata changes rarely; its keys are fetched again when a key is unknown. */
const KEPT_MS = 60 * 60 * 1000;
/** Short, because a person is waiting in front of an empty page. */
const TIMEOUT_S = 8;

/** The longest answer is the key set, with some kilobytes. */
const MAX_ANSWER_BYTES = 1024 * 1024;

const SCOPE = "openid email profile";

/** What is stored while a person is at the provider. */
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
  /** Providers to choose from. */
  list: readonly { id: string; label: string }[];
  find(id: string): { id: string; label: string } | undefined;
  /** Whether people can sign in with an issuer at present. */
  isKnown(issuer: string): boolean;
  /** Label of an issuer; its host if it is no longer configured. */
  nameOf(issuer: string): string;
  /** Whether a provider answers. Called before anything is stored. */
  reach(id: string): Promise<{ ok: true } | ProviderRefusal>;
  /** Address to which the person is redirected. */
  addressFor(id: string, request: IdentityRequest): Promise<string>;
  /** Identifies the person by the callback's parameters: exchanges the code and verifies the ID token
   *  (issuer, audience, nonce, time, signature). */
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

  /** One request for all who ask meanwhile; after a failure the next caller tries again. */
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

  /** Logs the reason of a refusal without personal data. */
  function refuse(provider: string, error: unknown): ProviderRefusal {
    const reason = reasonOf(error);
    const { code, error: answer } = error as { code?: unknown; error?: unknown };
    if (reason !== "identity.declined")
      log.warn({ provider, reason, code, answer }, "another site did not identify somebody");
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
      // In the code flow the ID token comes over TLS and its signature need not be checked; it is checked
      // anyway.
      openid.enableNonRepudiationChecks,
      ...(server.protocol === "http:" ? [openid.allowInsecureRequests] : []),
    ],
  });
  const { authorization_endpoint: endpoint = "" } = configuration.serverMetadata();
  if (!isConfidential(endpoint)) throw new TypeError("its authorization endpoint is not under https");
  return configuration;
}

/** Claims of the ID token; if they lack an e-mail address, also those of the userinfo endpoint. */
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

/** client_secret_post if the provider supports it, as nearly all do; otherwise the default,
 *  client_secret_basic. */
const byEitherWay =
  (secret: string): openid.ClientAuth =>
  (server, ...rest) => {
    const inBody = server.token_endpoint_auth_methods_supported?.includes("client_secret_post");
    return (inBody ? openid.ClientSecretPost : openid.ClientSecretBasic)(secret)(server, ...rest);
  };

const fetchConfidentially = async (address: string, options: RequestInit) => {
  if (!isConfidential(address)) throw new TypeError("one of its endpoints is not under https");
  // The timeout (TIMEOUT_S) is in the signal of `options`, which also ends the reading.
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
  // Errors such as "invalid_client" are configuration errors; they are logged for the administrator.
  if (error instanceof openid.ResponseBodyError)
    return error.error === "invalid_grant" ? "identity.outdated" : "identity.unreachable";
  const { status = 0, code } = error as { status?: number; code?: string };
  const isDown = error instanceof TypeError || code === "OAUTH_TIMEOUT" || status >= 500;
  return isDown || code === "OAUTH_RESPONSE_IS_NOT_CONFORM"
    ? "identity.unreachable"
    : "identity.not-believed";
}
