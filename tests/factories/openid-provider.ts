// A real OpenID provider on this machine, whose users the test decides.

import { generateKeyPairSync, randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { parseSetCookie } from "cookie";
import { type AdapterPayload, type Configuration, Provider } from "oidc-provider";
import { freePort } from "./site";

/** A user of the provider. */
export interface Stranger {
  sub: string;
  email?: string;
  email_verified?: boolean;
  name?: string;
  preferred_username?: string;
}

export interface OpenidProviderServer {
  issuer: string;
  /** The settings of a site that uses this provider as NAME. */
  settings(name: string, label?: string): Record<string, string>;
  /** The user who signs in from now on; null denies access. */
  is(stranger: Stranger | null): void;
  /** Makes all issued authorization codes expire. */
  expireCodes(): void;
  /** Publishes other keys than those it signs with. */
  changeKeys(): void;
  stop(): Promise<void>;
  resume(): Promise<void>;
}

/** Starts a provider for a site at `siteUrl`, under these names. It releases an e-mail address only if the
 *  scope is requested. */
export async function startOpenidProvider(siteUrl: string, names: string[]): Promise<OpenidProviderServer> {
  const port = await freePort();
  const issuer = `http://127.0.0.1:${port}`;
  const client = { id: "longtable", secret: randomBytes(16).toString("hex") };
  const rows = new Map<string, AdapterPayload>();
  const strangers = new Map<string, Stranger>();
  let present: Stranger | null = null;
  let keys: object | null = null;

  const provider = new Provider(issuer, {
    ...FIXED,
    adapter: (model) => keepIn(rows, model),
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: names.map((name) => `${siteUrl}/sign-in/with/${name}/callback`),
      },
    ],
    findAccount: (_ctx, accountId) => ({
      accountId,
      claims: () => ({ ...strangers.get(accountId), sub: accountId }),
    }),
    loadExistingGrant: (ctx) => {
      const { client, session } = ctx.oidc;
      const grant = new ctx.oidc.provider.Grant({
        clientId: client?.clientId ?? "",
        accountId: session?.accountId ?? "",
      });
      grant.addOIDCScope("openid email profile");
      return grant.save().then(() => grant);
    },
  });

  const answer = provider.callback();
  const server = createServer((req, res) => {
    if (req.url?.startsWith("/interaction/")) void interact(req, res);
    else if (req.url === "/jwks" && keys)
      res.setHeader("Content-Type", "application/json").end(JSON.stringify(keys));
    else answer(req, res);
  });
  const resume = async () => {
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
  };
  await resume();

  /** Acts as the user: signs in, or denies access. */
  async function interact(req: IncomingMessage, res: ServerResponse) {
    if (present) strangers.set(present.sub, present);
    const result = present
      ? { login: { accountId: present.sub, remember: false } }
      : { error: "access_denied" };
    await provider.interactionFinished(req, res, result);
  }

  return {
    issuer,
    settings: (name, label) => ({
      [`OIDC_${name.toUpperCase()}_ISSUER`]: issuer,
      [`OIDC_${name.toUpperCase()}_CLIENT_ID`]: client.id,
      [`OIDC_${name.toUpperCase()}_CLIENT_SECRET`]: client.secret,
      ...(label && { [`OIDC_${name.toUpperCase()}_LABEL`]: label }),
    }),
    is: (stranger) => {
      present = stranger;
    },
    expireCodes() {
      for (const [id, row] of rows) if (id.startsWith("AuthorizationCode:")) row.exp = 1;
    },
    changeKeys() {
      keys = { keys: [newKey().public] };
    },
    resume,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function newKey() {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const about = { use: "sig", alg: "RS256", kid: "key", kty: "RSA" } as const;
  return {
    private: { ...privateKey.export({ format: "jwk" }), ...about },
    public: { ...publicKey.export({ format: "jwk" }), ...about },
  };
}

/** Settings common to all providers. */
const FIXED: Configuration = {
  jwks: { keys: [newKey().private] },
  cookies: { keys: [randomBytes(16).toString("hex")] },
  claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name", "preferred_username"] },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
  ttl: { AccessToken: 60, AuthorizationCode: 60, Grant: 60, IdToken: 60, Interaction: 60, Session: 60 },
};

/** Follows the redirects of a browser from `address` through the provider, as its present user. Returns the
 *  callback address of the site. */
export async function goThere(address: string, siteUrl: string): Promise<string> {
  const cookies = new Map<string, string>();
  let at = address;
  while (!at.startsWith(siteUrl)) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(at, { redirect: "manual", headers: { Cookie: cookie } });
    for (const line of response.headers.getSetCookie()) {
      const { name, value = "" } = parseSetCookie(line);
      cookies.set(name, value);
    }
    const next = response.headers.get("Location");
    if (!next) throw new Error(`${response.status} at ${at}: ${await response.text()}`);
    at = new URL(next, at).href;
  }
  return at;
}

/** The provider's storage, accessible to the test. */
function keepIn(rows: Map<string, AdapterPayload>, model: string) {
  const find = (matches: (row: AdapterPayload) => boolean) =>
    [...rows].find(([id, row]) => id.startsWith(`${model}:`) && matches(row))?.[1];
  return {
    upsert: async (id: string, row: AdapterPayload) => void rows.set(`${model}:${id}`, row),
    find: async (id: string) => rows.get(`${model}:${id}`),
    findByUid: async (uid: string) => find((row) => row.uid === uid),
    findByUserCode: async (userCode: string) => find((row) => row.userCode === userCode),
    destroy: async (id: string) => void rows.delete(`${model}:${id}`),
    consume: async (id: string) => {
      const row = rows.get(`${model}:${id}`);
      if (row) row.consumed = Math.floor(Date.now() / 1000);
    },
    revokeByGrantId: async (grantId: string) => {
      for (const [id, row] of rows) if (row.grantId === grantId) rows.delete(id);
    },
  };
}
