import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { signInSchema } from "~/accounts/account.schema";
import { signIn } from "~/accounts/password/sign-in.server";
import { Field } from "~/design/form/field";
import { Form } from "~/design/form/form";
import { type FormRefusal, parseForm } from "~/platform/http/body/form.server";
import { explainAccountRefusal, explainFailures } from "../../session/refusals";
import { localPath, readDevice, redirectSignedIn } from "../../session/signing-in";
import { passingHead } from "../../titles";
import { PasskeyForm } from "../passkeys/passkey-form";
import { ProviderButtons } from "./provider-buttons";

export const meta: MetaFunction = (args) => passingHead(args, "Sign in");

export async function loader({ context }: LoaderFunctionArgs) {
  const to = localPath(context.query("to").get("to"));
  if (context.viewer.kind === "person") throw redirect(to);
  return { to, providers: context.identityProviders.list };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await parseForm(request, signInSchema);
  const { to = "", email = "" } = form.values;
  // The password is never echoed.
  const refuse = (status: number, errors: FormRefusal["errors"]) =>
    data({ to: localPath(to), values: { email }, errors }, status);
  if (!form.ok) return refuse(422, form.errors);

  const device = readDevice(request, context);
  const signedIn = await signIn(context, form.value, device, context.now());
  if (signedIn.ok) return redirectSignedIn(context, device, signedIn.secret, to);
  if (signedIn.reason === "sign-in.too-many") return refuse(429, { form: explainFailures(signedIn.seconds) });
  const status = { "sign-in.mismatch": 401, "sign-in.deactivated": 403, "sign-in.busy": 503 }[
    signedIn.reason
  ];
  return refuse(status, { form: explainAccountRefusal(signedIn.reason) });
}

export default function SignIn() {
  const asked = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const { to } = refused ?? asked;
  return (
    <div className="account">
      <header className="page-head">
        <h1>Sign in</h1>
      </header>
      <Form action="/sign-in" errors={refused?.errors} submit="Sign in">
        <input type="hidden" name="to" value={to} />
        <Field
          name="email"
          type="email"
          label="E-mail"
          value={refused?.values.email}
          error={refused?.errors.email}
          autoComplete="username webauthn"
          required
        />
        <Field
          name="password"
          type="password"
          label="Password"
          error={refused?.errors.password}
          autoComplete="current-password"
          required
        />
      </Form>
      <PasskeyForm
        act="get"
        at="/sign-in/passkey"
        submit="Sign in with a passkey"
        needs="To sign in with a passkey"
      >
        <input type="hidden" name="to" value={to} />
      </PasskeyForm>
      <ProviderButtons providers={asked.providers} to={to} />
      <ul className="ways-on">
        <li>
          Forgot your password? <a href="/reset">Reset your password</a>
        </li>
        <li>
          New here? <a href="/join">Join</a>
        </li>
      </ul>
    </div>
  );
}
