import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { offerJoiningPasskey } from "~/accounts/passkey/passkey-join.server";
import { explainAccountRefusal, explainPasskeyWait } from "../../session/refusals";
import { jsonAnswer, refuseScript } from "../../session/script-answer";
import { readJoiner } from "./joiner";

/** Options for a passkey while joining. */
export async function action({ request, params: { secret = "" }, context }: ActionFunctionArgs) {
  const read = await readJoiner(request, secret, context);
  if (!read.ok) return refuseScript(read.status, read.errors);
  const wait = await context.accountLimits.secondsToWaitForChallenge(context.clientAddress);
  if (wait > 0) return refuseScript(429, { form: explainPasskeyWait(wait) });
  const offered = await offerJoiningPasskey(context, secret, read.joiner, context.now());
  if (offered.ok) return jsonAnswer({ options: offered.options });
  return refuseScript(410, { form: explainAccountRefusal(offered.reason) });
}

export const loader = ({ params }: LoaderFunctionArgs) => redirect(encodeURI(`/join/${params.secret}`));
