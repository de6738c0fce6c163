import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { offerPasskeySignIn } from "~/accounts/passkey/passkey-sign-in.server";
import { explainPasskeyWait } from "../../session/refusals";
import { jsonAnswer, refuseScript } from "../../session/script-answer";

/** Options for signing in with a passkey, the same for everyone. */
export async function action({ context }: ActionFunctionArgs) {
  const wait = await context.accountLimits.secondsToWaitForChallenge(context.clientAddress);
  if (wait > 0) return refuseScript(429, { form: explainPasskeyWait(wait) });
  return jsonAnswer({ options: await offerPasskeySignIn(context, context.now()) });
}

export const loader = () => redirect("/sign-in");
