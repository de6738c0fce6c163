import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { readValues } from "~/platform/http/body/form.server";
import { localPath } from "../../session/signing-in";
import { passingHead } from "../../titles";
import { NotSignedIn } from "./not-signed-in";
import { ProviderButtons } from "./provider-buttons";
import { RedirectPage } from "./redirect-page";
import { getProvider, redirectToProvider } from "./redirect-to-provider";

export const meta: MetaFunction = (args) => passingHead(args, "Sign in with another site");
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export async function loader({ params, context }: LoaderFunctionArgs) {
  return { provider: getProvider(context, params.provider) };
}

/** Started by a form: another site could make a visitor follow a link. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const { id } = getProvider(context, params.provider);
  const { to } = await readValues(request);
  return redirectToProvider(request, context, { provider: id, to: localPath(to) });
}

export default function SignInWith() {
  const { provider } = useLoaderData<typeof loader>();
  const departure = useActionData<typeof action>();
  if (departure?.href) return <RedirectPage href={departure.href} label={provider.label} />;
  if (departure) return <NotSignedIn label={provider.label} explanation={departure.errors.form ?? ""} />;
  return (
    <div className="account">
      <header className="page-head">
        <h1>Sign in with {provider.label}</h1>
      </header>
      <ProviderButtons providers={[provider]} to="/" />
      <ul className="ways-on">
        <li>
          <a href="/sign-in">Sign in another way</a>
        </li>
      </ul>
    </div>
  );
}
