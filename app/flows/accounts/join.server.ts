// Joining. What was followed with the address before is the new account's.

import type { JoinInput } from "~/accounts/account.schema";
import { type Joined, type JoiningDeps, type JoinRefusal, joinWith } from "~/accounts/joining/join.server";
import type { NewPasskeyResponse } from "~/accounts/passkey/passkey.schema";
import type { PasskeyDeps } from "~/accounts/passkey/passkey.server";
import { readJoiningPasskey } from "~/accounts/passkey/passkey-join.server";
import type { RegistrationRefusal } from "~/accounts/passkey/passkey-registration.server";
import type { Device } from "~/accounts/session/session.server";
import { takeOverAddress } from "~/following/address-subscriber.server";

type Given = Parameters<typeof joinWith> extends [unknown, unknown, ...infer Rest] ? Rest : never;

/** Creates the account of a link and signs it in. Returns the secret for the cookie. */
export const join = (deps: JoiningDeps, ...given: Given): Promise<Joined | JoinRefusal> =>
  deps.db.write(async (tx) => {
    const joined = await joinWith(tx, deps, ...given);
    if (joined.ok) await takeOverAddress(tx, joined);
    return joined;
  });

/** The same with a passkey as its only sign-in method. */
export async function joinWithPasskey(
  deps: JoiningDeps & PasskeyDeps,
  secret: string,
  { email, ...joiner }: Omit<JoinInput, "password"> & { email?: string | undefined },
  response: NewPasskeyResponse,
  device: Device,
  now: Date,
): Promise<Joined | JoinRefusal | RegistrationRefusal> {
  const read = await readJoiningPasskey(deps, secret, response, device, now);
  if (!read.ok) return read;
  return join(deps, secret, joiner, { email, passwordHash: null, passkey: read.passkey }, device, now);
}
