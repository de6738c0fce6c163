import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { getAccount } from "~/accounts/account.server";
import { findIdentity, unlinkIdentity } from "~/accounts/identity/identity.server";
import { Form } from "~/design/form/form";
import { readRowId } from "~/platform/database/rows/row-id";
import { type FormRefusal, readValues } from "~/platform/http/body/form.server";
import type { PageHandle } from "../../page-handle";
import { As } from "../../session/as";
import { memberOf } from "../../session/member";
import { reauthenticate } from "../../session/reauthenticate";
import { explainReauthentication, ReauthenticationField } from "../../session/reauthentication-field";
import { explainAccountRefusal } from "../../session/refusals";
import { passingHead } from "../../titles";
import { SettingsFrame } from "./settings-frame";

export const handle: PageHandle = { act: "account.manage" };

export const meta: MetaFunction = (args) => passingHead(args, "Unlink another site");

export async function loader({ params, context }: LoaderFunctionArgs) {
  const member = memberOf(context);
  const identity = await findIdentity(context.db, member.accountId, readRowId(params.id) ?? 0);
  if (!identity) throw data({ what: "link to another site" }, 404);
  const { email, passwordHash } = await getAccount(context.db, member.accountId);
  const { id, label, issuer } = identity;
  const site = context.identityProviders.nameOf(issuer);
  return { as: member.id, id, label, site, email, hasPassword: passwordHash !== null };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const member = memberOf(context);
  const refuse = (status: number, errors: FormRefusal["errors"]) => data({ errors }, status);
  const { proof } = await readValues(request);
  const proven = await reauthenticate(context, member, proof);
  if (!proven.ok) return refuse(proven.status, explainReauthentication(proven));
  const unlinked = await unlinkIdentity(context, member.accountId, readRowId(params.id) ?? 0, context.now());
  if (unlinked.ok) return redirect("/settings/identities?done=unlinked", 303);
  const status = unlinked.reason === "identity.not-found" ? 404 : 409;
  return refuse(status, { form: explainAccountRefusal(unlinked.reason) });
}

export default function UnlinkIdentity() {
  const { as, id, label, site, email, hasPassword } = useLoaderData<typeof loader>();
  const errors: Record<string, string> = useActionData<typeof action>()?.errors ?? {};
  return (
    <SettingsFrame page="/settings/identities" title={`Unlink ${site}`}>
      <p>
        You will no longer be able to sign in here with your {site} account <strong>{label}</strong>. Nothing
        changes at {site}.
      </p>
      <Form action={`/settings/identities/unlink/${id}`} errors={errors} submit={`Unlink ${site}`} danger>
        <As id={as} />
        <ReauthenticationField email={email} hasPassword={hasPassword} error={errors.proof} />
      </Form>
      <ul className="ways-on">
        <li>
          <a href="/settings/identities">Cancel</a>
        </li>
      </ul>
    </SettingsFrame>
  );
}
