import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { getAccount } from "~/accounts/account.server";
import { removePasskey } from "~/accounts/passkey/passkey.server";
import { hasOtherSignInMethod } from "~/accounts/sign-in-methods.server";
import { Form } from "~/design/form/form";
import { type FormRefusal, readValues } from "~/platform/http/body/form.server";
import type { PageHandle } from "../../page-handle";
import { As } from "../../session/as";
import { memberOf } from "../../session/member";
import { reauthenticate } from "../../session/reauthenticate";
import { explainReauthentication, ReauthenticationField } from "../../session/reauthentication-field";
import { explainAccountRefusal } from "../../session/refusals";
import { passingHead } from "../../titles";
import { SettingsFrame } from "../settings/settings-frame";
import { getOwnPasskey } from "./own-passkey";

export const handle: PageHandle = { act: "account.manage" };

export const meta: MetaFunction = (args) => passingHead(args, "Remove a passkey");

export async function loader({ params, context }: LoaderFunctionArgs) {
  const member = memberOf(context);
  const { id, name } = await getOwnPasskey(context, member, params.id);
  const { email, passwordHash } = await getAccount(context.db, member.accountId);
  const isLast = !(await hasOtherSignInMethod(context.db, context, member.accountId, { passkeyId: id }));
  return { as: member.id, id, name, email, hasPassword: passwordHash !== null, isLast };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const member = memberOf(context);
  const { id } = await getOwnPasskey(context, member, params.id);
  const refuse = (status: number, errors: FormRefusal["errors"]) => data({ errors }, status);
  const identity = await reauthenticate(context, member, (await readValues(request)).proof);
  if (!identity.ok) return refuse(identity.status, explainReauthentication(identity));
  const removed = await removePasskey(context, member.accountId, id, context.now());
  if (removed.ok) return redirect("/settings/passkeys?done=removed", 303);
  return refuse(409, { form: explainAccountRefusal(removed.reason) });
}

export default function RemovePasskey() {
  const { as, id, name, email, hasPassword, isLast } = useLoaderData<typeof loader>();
  const errors: Record<string, string> = useActionData<typeof action>()?.errors ?? {};
  return (
    <SettingsFrame page="/settings/passkeys" title={`Remove “${name}”`}>
      {isLast ? (
        <>
          <p>{explainAccountRefusal("account.last-sign-in-method")}</p>
          <p>
            <a href="/settings/password">Set a password</a>
          </p>
        </>
      ) : (
        <>
          <p>
            You will no longer be able to sign in with this passkey. Your device keeps it until you delete it
            there.
          </p>
          <Form action={`/settings/passkeys/${id}/remove`} errors={errors} submit="Remove passkey" danger>
            <As id={as} />
            <ReauthenticationField email={email} hasPassword={hasPassword} error={errors.proof} />
          </Form>
        </>
      )}
      <ul className="ways-on">
        <li>
          <a href="/settings/passkeys">Cancel</a>
        </li>
      </ul>
    </SettingsFrame>
  );
}
