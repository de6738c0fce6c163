// Checks a new password before it is hashed.

import type { AppLoadContext } from "@remix-run/node";
import { isHashingBusy } from "~/accounts/password/password.server";
import { explainAccountRefusal, explainPasskeyWait } from "../session/refusals";

/** Measures a password of allowed length. `known` are words that a guesser would try first; pass only
 *  validated values, because the time grows with them. Each attempt is counted. Refuses with 422 a weak
 *  password, 429 too many attempts from this network, 503 too many at once. */
export async function measurePassword(
  { accountLimits, clientAddress, passwordStrength }: AppLoadContext,
  password: string,
  known: string[],
): Promise<{ ok: true } | { ok: false; status: 422 | 429 | 503; errors: Record<string, string> }> {
  if (isHashingBusy() || passwordStrength.isBusy())
    return { ok: false, status: 503, errors: { form: explainAccountRefusal("sign-in.busy") } };
  const wait = await accountLimits.secondsToWaitForChoice(clientAddress);
  if (wait > 0) return { ok: false, status: 429, errors: { form: explainPasskeyWait(wait) } };
  const weakness = await passwordStrength.explainWeakness(password, known);
  return weakness ? { ok: false, status: 422, errors: { password: weakness } } : { ok: true };
}
