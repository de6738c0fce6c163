import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { offerPasskeySignIn } from "~/people/passkey-sign-in.server";
import { explainPasskeyWait } from "./refusals";
import { refuseScript, tellScript } from "./script-answer";

/** What a device is to sign. The answer is the same for everybody. */
export async function action({ context }: ActionFunctionArgs) {
  const wait = await context.accountLimits.secondsToWaitForChallenge(context.clientAddress);
  if (wait > 0) return refuseScript(429, { form: explainPasskeyWait(wait) });
  return tellScript({ options: await offerPasskeySignIn(context, context.now()) });
}

export const loader = () => redirect("/sign-in");
