import { expect, test } from "vitest";
import { FAILURES_PER_NETWORK } from "~/accounts/account.schema";
import { ask, DEVICE, open, signIn, withPasskey } from "./passkey/passkey-owners";

test("signs in with a passkey when the network has used up its wrong passwords", async () => {
  const deps = await open({ limits: true });
  const { device } = await withPasskey(deps);
  const stranger = { kind: "stranger", clientAddress: DEVICE.address } as const;
  for (let failure = 0; failure < FAILURES_PER_NETWORK; failure++)
    await deps.accountLimits.countFailure({ ...stranger, email: `x${failure}@example.org` });
  expect(await signIn(deps, device.get(await ask(deps)))).toMatchObject({ ok: true });
});
