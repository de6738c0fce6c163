import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { assertionForm } from "~/accounts/passkey/passkey.schema";
import { signInWithPasskey } from "~/accounts/passkey/passkey-sign-in.server";
import { parseForm } from "~/platform/http/body/form.server";
import { explainAccountRefusal, explainPasskeyWait } from "../../session/refusals";
import { refuseScript } from "../../session/script-answer";
import { answerSignedIn, readDevice } from "../../session/signing-in";

/** Signs in with the device's answer. */
export async function action({ request, context }: ActionFunctionArgs) {
  const form = await parseForm(request, assertionForm);
  if (!form.ok) return refuseScript(400, { form: explainAccountRefusal("passkey.mismatch") });
  const device = readDevice(request, context);
  const signedIn = await signInWithPasskey(context, form.value.credential, device, context.now());
  if (signedIn.ok) return answerSignedIn(context, device, signedIn.secret, form.values.to ?? "");
  if (signedIn.reason === "sign-in.too-many")
    return refuseScript(429, { form: explainPasskeyWait(signedIn.seconds) });
  const status = signedIn.reason === "sign-in.deactivated" ? 403 : 401;
  return refuseScript(status, { form: explainAccountRefusal(signedIn.reason) });
}

export const loader = () => redirect("/sign-in");
