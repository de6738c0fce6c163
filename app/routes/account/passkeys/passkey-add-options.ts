import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { offerPasskey } from "~/accounts/passkey/passkey-registration.server";
import { readValues } from "~/platform/http/body/form.server";
import type { PageHandle } from "../../page-handle";
import { memberOf } from "../../session/member";
import { reauthenticate } from "../../session/reauthenticate";
import { explainReauthentication } from "../../session/reauthentication-field";
import { explainAccountRefusal, explainPasskeyWait } from "../../session/refusals";
import { jsonAnswer, refuseScript } from "../../session/script-answer";

export const handle: PageHandle = { act: "account.manage", answersScript: true };

/** Options for a new passkey. Re-authentication comes before, so that no passkey is created in vain. */
export async function action({ request, context }: ActionFunctionArgs) {
  const values = await readValues(request);
  const member = memberOf(context);
  const identity = await reauthenticate(context, member, values.proof);
  if (!identity.ok) return refuseScript(identity.status, explainReauthentication(identity));
  const wait = await context.accountLimits.secondsToWaitForChallenge(context.clientAddress);
  if (wait > 0) return refuseScript(429, { form: explainPasskeyWait(wait) });
  const offered = await offerPasskey(context, member, context.now());
  if (offered.ok) return jsonAnswer({ options: offered.options });
  return refuseScript(422, { form: explainAccountRefusal(offered.reason) });
}

export const loader = () => redirect("/settings/passkeys");
