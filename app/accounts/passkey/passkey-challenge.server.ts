// What a passkey is to sign, so that nobody can send an old answer again. A challenge is a token: used once, good for minutes.

import type { DatabaseClient } from "~/platform/database/database.server";
import { findToken, issueToken, spendToken } from "../token.server";

/** What a challenge was made for; it is good for nothing else. */
export type Ceremony =
  | { act: "sign-in" }
  /** Of somebody who is signed in, and has just proved that it is they. */
  | { act: "add"; sessionId: number }
  /** By the hash of the link to join. */
  | { act: "join"; link: string };

export type ChallengeRefusal = { ok: false; reason: "passkey.stale" | "passkey.expired" };

export const issueChallenge = (db: DatabaseClient, ceremony: Ceremony, now: Date, accountId?: number) =>
  issueToken({ db }, "passkey", { payload: ceremony, ...(accountId !== undefined && { accountId }) }, now);

/** Uses up the challenge that an answer carries, whatever becomes of the answer. Gives it, to be compared. */
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
  // One that was made for something else is still good for that.
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

/** As a browser passes it on: the library checks everything else that stands beside it. */
function readChallenge(clientDataJSON: string): string {
  try {
    const { challenge } = JSON.parse(Buffer.from(clientDataJSON, "base64url").toString());
    return typeof challenge === "string" ? challenge : "";
  } catch {
    return "";
  }
}
