import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { newPasskeyForm } from "~/people/passkey.schema";
import { addPasskey } from "~/people/passkey-registration.server";
import { parseForm } from "~/platform/http/form.server";
import { findSender } from "./member";
import { explainAccountRefusal } from "./refusals";
import { refuseScript, refuseSignedOut, tellScript } from "./script-answer";
import { readDevice } from "./signing-in";

/** Takes what a device has made. That it is they was proved when it was asked for. */
export async function action({ request, context }: ActionFunctionArgs) {
  const form = await parseForm(request, newPasskeyForm);
  const member = findSender(context.viewer, form.values);
  if (!member) return refuseSignedOut();
  if (!form.ok) return refuseScript(400, { form: explainAccountRefusal("passkey.mismatch") });
  const { device } = readDevice(request, context);
  const added = await addPasskey(context, member, form.value.credential, device, context.now());
  if (added.ok) return tellScript({ to: "/settings/passkeys?done=added" });
  return refuseScript(422, { form: explainAccountRefusal(added.reason) });
}

export const loader = () => redirect("/settings/passkeys");
