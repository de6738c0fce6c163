import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useParams } from "@remix-run/react";
import { newPasswordSchema } from "~/accounts/account.schema";
import { findEmail } from "~/accounts/account.server";
import { resetPassword } from "~/accounts/password/new-password.server";
import { hashPassword } from "~/accounts/password/password.server";
import { findToken } from "~/accounts/token.server";
import { Form } from "~/design/form/form";
import { type FormRefusal, parseForm } from "~/platform/http/body/form.server";
import { readSite } from "~/site/site.server";
import { explainAccountRefusal } from "../../session/refusals";
import { readDevice, redirectSignedIn } from "../../session/signing-in";
import { UsernameField } from "../../session/username-field";
import { passingHead } from "../../titles";
import { BadLink } from "../bad-link";
import { measurePassword } from "../choose-password";
import { NewPasswordField } from "../new-password-field";

export const meta: MetaFunction = (args) => passingHead(args, "Choose a new password");

export async function loader({ params: { secret = "" }, context: { db, now } }: LoaderFunctionArgs) {
  const link = await findToken(db, "reset", secret, now());
  if (!link.ok) return data({ reason: link.reason, email: "" }, 410);
  return data({ reason: null, email: (await findEmail(db, link.accountId)) ?? "" });
}

export async function action({ request, params: { secret = "" }, context }: ActionFunctionArgs) {
  const refuse = (status: number, errors: FormRefusal["errors"]) => data({ errors }, status);
  const link = await findToken(context.db, "reset", secret, context.now());
  // The page explains the reason.
  if (!link.ok) return refuse(410, {});
  const form = await parseForm(request, newPasswordSchema);
  if (!form.ok) return refuse(422, form.errors);
  const { password } = form.value;
  const { name: siteName } = await readSite(context.db);
  const email = (await findEmail(context.db, link.accountId)) ?? "";
  const measured = await measurePassword(context, password, [email, siteName]);
  if (!measured.ok) return refuse(measured.status, measured.errors);
  const hash = await hashPassword(password);
  const device = readDevice(request, context);
  const reset = await resetPassword(context, secret, hash, device, context.now());
  if (reset.ok) return redirectSignedIn(context, device, reset.secret, "/settings/password?done");
  return refuse(403, { form: explainAccountRefusal(reset.reason) });
}

export default function ResetLink() {
  const { reason, email } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const { secret = "" } = useParams();
  if (reason) return <BadLink reason={reason} again="/reset" />;
  return (
    <div className="account">
      <header className="page-head">
        <h1>Choose a new password</h1>
        <p>You will be signed in here, and signed out on all other devices.</p>
      </header>
      <Form action={`/reset/${secret}`} errors={refused?.errors} submit="Set new password">
        <UsernameField email={email} />
        <NewPasswordField label="New password" error={refused?.errors.password} />
      </Form>
    </div>
  );
}
