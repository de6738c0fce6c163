// Challenges for passkeys, which prevent replay. A challenge is a token: it can be used once, within minutes.

import type { DatabaseClient } from "~/platform/database/database.server";
import { findToken, issueToken, spendToken } from "../token.server";

/** The purpose of a challenge; it is invalid for any other. */
export type Ceremony =
  | { act: "sign-in" }
  /** For a signed-in person who has just re-authenticated. */
  | { act: "add"; sessionId: number }
  /** The hash of the link to join. */
  | { act: "join"; link: string };

export type ChallengeRefusal = { ok: false; reason: "passkey.stale" | "passkey.expired" };

export const issueChallenge = (db: DatabaseClient, ceremony: Ceremony, now: Date, accountId?: number) =>
  issueToken({ db }, "passkey", { payload: ceremony, ...(accountId !== undefined && { accountId }) }, now);

/** Uses up the challenge in an answer, whatever comes of the answer, and returns it. */
export async function spendChallenge<Act extends Ceremony["act"]>(
  db: DatabaseClient,
  act: Act,
  clientDataJSON: string,
  now: Date,
): Promise<
  | { ok: true; challenge: string; accountId: number | null; ceremony: Extract<Ceremony, { act: Act }> }
  | ChallengeRefusal
> {
  const challenge = readChallenge(clientDataJSON);
  const secret = Buffer.from(challenge, "base64url").toString();
  // A challenge for another purpose stays valid for that purpose.
  const found = await findToken<Ceremony>(db, "passkey", secret, now);
  if (!found.ok) return refuse(found.reason);
  if (found.payload.act !== act) return refuse("token.unknown");
  const spent = await spendToken<Extract<Ceremony, { act: Act }>>({ db }, "passkey", secret, now);
  if (!spent.ok) return refuse(spent.reason);
  return { ok: true, challenge, accountId: spent.accountId, ceremony: spent.payload };
}

const refuse = (reason: "token.unknown" | "token.used" | "token.expired"): ChallengeRefusal => ({
  ok: false,
  reason: reason === "token.expired" ? "passkey.expired" : "passkey.stale",
});

/** As the browser passes it on; the library checks the other client data. */
function readChallenge(clientDataJSON: string): string {
  try {
    const { challenge } = JSON.parse(Buffer.from(clientDataJSON, "base64url").toString());
    return typeof challenge === "string" ? challenge : "";
  } catch {
    return "";
  }
}
