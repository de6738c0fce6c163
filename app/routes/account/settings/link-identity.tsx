import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { getAccount } from "~/accounts/account.server";
import { Form } from "~/design/form/form";
import { readValues } from "~/platform/http/form.server";
import { As } from "../../session/as";
import { getMember, getSender } from "../../session/member";
import { explainDoubt, ProofField } from "../../session/proof";
import { proveIdentity } from "../../session/prove-identity";
import { passingHead } from "../../titles";
import { getProvider, goElsewhere, stay } from "../sign-in/going-elsewhere";
import { OnYourWay } from "../sign-in/on-your-way";
import { SettingsFrame } from "./settings-frame";

export const meta: MetaFunction = (args) => passingHead(args, "Link another site");
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const member = getMember(context, request);
  const provider = getProvider(context, params.provider);
  const { email, passwordHash } = await getAccount(context.db, member.accountId);
  return { as: member.id, provider, email, hasPassword: passwordHash !== null };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const member = await getSender(context, request);
  const { id: provider } = getProvider(context, params.provider);
  const { proof } = await readValues(request);
  const proven = await proveIdentity(context, member, proof);
  if (!proven.ok) return stay(proven.status, explainDoubt(proven));
  const to = "/settings/identities?done=linked";
  return goElsewhere(request, context, { provider, to, accountId: member.accountId });
}

export default function LinkIdentity() {
  const { as, provider, email, hasPassword } = useLoaderData<typeof loader>();
  const departure = useActionData<typeof action>();
  if (departure?.href) return <OnYourWay href={departure.href} label={provider.label} />;
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
        <ProofField email={email} hasPassword={hasPassword} error={errors.proof} />
      </Form>
      <ul className="ways-on">
        <li>
          <a href="/settings/identities">Cancel</a>
        </li>
      </ul>
    </SettingsFrame>
  );
}
