import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { newPasskeyForm } from "~/accounts/passkey/passkey.schema";
import { joinWithPasskey } from "~/flows/accounts/join.server";
import { parseForm } from "~/platform/http/body/form.server";
import { explainAccountRefusal } from "../../session/refusals";
import { refuseScript } from "../../session/script-answer";
import { answerSignedIn, readDevice } from "../../session/signing-in";
import { firstPage } from "./first-page";
import { readJoiner } from "./joiner";

/** Creates the account of a link with the passkey from the device. */
export async function action({ request, params: { secret = "" }, context }: ActionFunctionArgs) {
  const form = await parseForm(request.clone(), newPasskeyForm);
  if (!form.ok) return refuseScript(400, { form: explainAccountRefusal("passkey.mismatch") });
  const read = await readJoiner(request, secret, context);
  if (!read.ok) return refuseScript(read.status, read.errors);
  const { credential } = form.value;
  const device = readDevice(request, context);
  const joined = await joinWithPasskey(context, secret, read.joiner, credential, device, context.now());
  if (joined.ok) return answerSignedIn(context, device, joined.secret, firstPage(joined.kind));
  const field = joined.reason === "account.handle-taken" ? "handle" : "form";
  return refuseScript(422, { [field]: explainAccountRefusal(joined.reason) });
}

export const loader = ({ params }: LoaderFunctionArgs) => redirect(encodeURI(`/join/${params.secret}`));
