import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { getAccount } from "~/accounts/account.server";
import { Form } from "~/design/form/form";
import { readValues } from "~/platform/http/body/form.server";
import type { PageHandle } from "../../page-handle";
import { As } from "../../session/as";
import { memberOf } from "../../session/member";
import { reauthenticate } from "../../session/reauthenticate";
import { explainReauthentication, ReauthenticationField } from "../../session/reauthentication-field";
import { passingHead } from "../../titles";
import { RedirectPage } from "../sign-in/redirect-page";
import { getProvider, redirectToProvider, stay } from "../sign-in/redirect-to-provider";
import { SettingsFrame } from "./settings-frame";

export const handle: PageHandle = { act: "account.manage" };

export const meta: MetaFunction = (args) => passingHead(args, "Link another site");
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export async function loader({ params, context }: LoaderFunctionArgs) {
  const member = memberOf(context);
  const provider = getProvider(context, params.provider);
  const { email, passwordHash } = await getAccount(context.db, member.accountId);
  return { as: member.id, provider, email, hasPassword: passwordHash !== null };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const member = memberOf(context);
  const { id: provider } = getProvider(context, params.provider);
  const { proof } = await readValues(request);
  const proven = await reauthenticate(context, member, proof);
  if (!proven.ok) return stay(proven.status, explainReauthentication(proven));
  const to = "/settings/identities?done=linked";
  return redirectToProvider(request, context, { provider, to, accountId: member.accountId });
}

export default function LinkIdentity() {
  const { as, provider, email, hasPassword } = useLoaderData<typeof loader>();
  const departure = useActionData<typeof action>();
  if (departure?.href) return <RedirectPage href={departure.href} label={provider.label} />;
  const errors: Record<string, string> = departure?.errors ?? {};
  return (
    <SettingsFrame page="/settings/identities" title={`Link ${provider.label}`}>
      <p>
        Sign in at {provider.label}, and you will come back here. After that, your account there signs you in
        here.
      </p>
      <Form
        action={`/settings/identities/link/${provider.id}`}
        errors={errors}
        submit={`Continue to ${provider.label}`}
      >
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
