// A software authenticator for passkeys (ES256), whose answers a test can falsify.

import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { isoCBOR } from "@simplewebauthn/server/helpers";
import type { Assertion, NewPasskeyResponse } from "~/accounts/passkey/passkey.schema";

const UP = 0x01;
const UV = 0x04;
const AT = 0x40;

/** Deviations from what an honest device and browser would answer. */
interface Bent {
  origin?: string;
  rpId?: string;
  challenge?: string;
  counter?: number;
  /** User verification: whether a fingerprint, face or PIN was checked. */
  verified?: boolean;
  userHandle?: string;
  id?: string;
}

interface Asked {
  challenge: string;
}

const sha256 = (data: string | Uint8Array) => createHash("sha256").update(data).digest();
const base64url = (data: string | Uint8Array) => Buffer.from(data).toString("base64url");

/** An authenticator with one passkey for one site. */
export function newAuthenticator(siteUrl: string) {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const id = base64url(randomBytes(16));
  let counter = 0;
  let owner = "";

  const clientData = (type: string, asked: Asked, { origin = siteUrl, challenge = asked.challenge }: Bent) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));

  function authenticatorData(
    { rpId = new URL(siteUrl).hostname, verified = true, ...bent }: Bent,
    key?: Buffer,
  ) {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(bent.counter ?? counter);
    const flags = UP | (verified ? UV : 0) | (key ? AT : 0);
    return Buffer.concat([sha256(rpId), Buffer.of(flags), count, ...(key ? [key] : [])]);
  }

  /** The credential id and the public key in COSE format. */
  function attestedKey() {
    const { x = "", y = "" } = publicKey.export({ format: "jwk" });
    const cose = new Map<number, number | Uint8Array>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, new Uint8Array(Buffer.from(x, "base64url"))],
      [-3, new Uint8Array(Buffer.from(y, "base64url"))],
    ]);
    const raw = Buffer.from(id, "base64url");
    const length = Buffer.alloc(2);
    length.writeUInt16BE(raw.length);
    return Buffer.concat([Buffer.alloc(16), length, raw, Buffer.from(isoCBOR.encode(cose))]);
  }

  return {
    id,
    /** The answer of `navigator.credentials.create()`. */
    create(asked: Asked & { user: { id: string } }, bent: Bent = {}): NewPasskeyResponse {
      owner = asked.user.id;
      const attestation = new Map<string, unknown>([
        ["fmt", "none"],
        ["attStmt", new Map()],
        ["authData", new Uint8Array(authenticatorData(bent, attestedKey()))],
      ]);
      return {
        ...{ id, rawId: id, type: "public-key", clientExtensionResults: {} },
        response: {
          clientDataJSON: base64url(clientData("webauthn.create", asked, bent)),
          attestationObject: base64url(isoCBOR.encode(attestation as never)),
          transports: ["internal"],
        },
      };
    },
    /** The answer of `navigator.credentials.get()`. Each use raises the counter. */
    get(asked: Asked, bent: Bent = {}): Assertion {
      counter++;
      const data = authenticatorData(bent);
      const client = clientData("webauthn.get", asked, bent);
      const signature = sign("sha256", Buffer.concat([data, sha256(client)]), privateKey);
      const { id: claimed = id, userHandle = owner } = bent;
      return {
        ...{ id: claimed, rawId: claimed, type: "public-key", clientExtensionResults: {} },
        response: {
          clientDataJSON: base64url(client),
          authenticatorData: base64url(data),
          signature: base64url(signature),
          userHandle,
        },
      };
    },
  };
}

export type Authenticator = ReturnType<typeof newAuthenticator>;
