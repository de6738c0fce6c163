import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { newPasskeyForm } from "~/accounts/passkey/passkey.schema";
import { addPasskey } from "~/accounts/passkey/passkey-registration.server";
import { parseForm } from "~/platform/http/body/form.server";
import type { PageHandle } from "../../page-handle";
import { memberOf } from "../../session/member";
import { explainAccountRefusal } from "../../session/refusals";
import { jsonAnswer, refuseScript } from "../../session/script-answer";
import { readDevice } from "../../session/signing-in";

export const handle: PageHandle = { act: "account.manage", answersScript: true };

/** Stores the passkey from the device. The member has re-authenticated when requesting its options. */
export async function action({ request, context }: ActionFunctionArgs) {
  const form = await parseForm(request, newPasskeyForm);
  if (!form.ok) return refuseScript(400, { form: explainAccountRefusal("passkey.mismatch") });
  const member = memberOf(context);
  const { device } = readDevice(request, context);
  const added = await addPasskey(context, member, form.value.credential, device, context.now());
  if (added.ok) return jsonAnswer({ to: "/settings/passkeys?done=added" });
  return refuseScript(422, { form: explainAccountRefusal(added.reason) });
}

export const loader = () => redirect("/settings/passkeys");
