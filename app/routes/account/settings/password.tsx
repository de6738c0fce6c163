import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { newPasswordSchema } from "~/accounts/account.schema";
import { getAccount } from "~/accounts/account.server";
import { changePassword } from "~/accounts/password/new-password.server";
import { hashPassword } from "~/accounts/password/password.server";
import { sessionCookie } from "~/accounts/session/session-cookie";
import { Form } from "~/design/form/form";
import { type FormRefusal, parseForm } from "~/platform/http/body/form.server";
import type { PageHandle } from "../../page-handle";
import { As } from "../../session/as";
import { memberOf } from "../../session/member";
import { reauthenticate } from "../../session/reauthenticate";
import { explainReauthentication, ReauthenticationField } from "../../session/reauthentication-field";
import { explainAccountRefusal } from "../../session/refusals";
import { UsernameField } from "../../session/username-field";
import { passingHead } from "../../titles";
import { measurePassword } from "../choose-password";
import { NewPasswordField } from "../new-password-field";
import { SettingsFrame } from "./settings-frame";

export const handle: PageHandle = { act: "account.manage" };

export const meta: MetaFunction = (args) => passingHead(args, "Your password");

export async function loader({ context }: LoaderFunctionArgs) {
  const member = memberOf(context);
  const { email, passwordHash } = await getAccount(context.db, member.accountId);
  const done = context.query("done").has("done");
  return { as: member.id, email, hasPassword: passwordHash !== null, done };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const member = memberOf(context);
  const form = await parseForm(request, newPasswordSchema);
  const refuse = (status: number, errors: FormRefusal["errors"]) => data({ errors }, status);
  if (!form.ok) return refuse(422, form.errors);
  const { password } = form.value;
  const { email } = await getAccount(context.db, member.accountId);
  const measured = await measurePassword(context, password, [member.name, member.handle, email]);
  if (!measured.ok) return refuse(measured.status, measured.errors);
  const proof = await reauthenticate(context, member, form.values.proof);
  if (!proof.ok) return refuse(proof.status, explainReauthentication(proof));
  const hash = await hashPassword(password);
  const secret = await changePassword(context, member, hash, context.now());
  if (secret === null) return refuse(409, { form: explainAccountRefusal("session.ended") });
  const headers = { "Set-Cookie": sessionCookie(context.siteUrl, secret) };
  return redirect("/settings/password?done", { status: 303, headers });
}

export default function Password() {
  const { as, email, hasPassword, done } = useLoaderData<typeof loader>();
  const errors: Record<string, string> = useActionData<typeof action>()?.errors ?? {};
  return (
    <SettingsFrame
      page="/settings/password"
      title="Your password"
      done={
        done && Object.keys(errors).length === 0
          ? "Password changed. You are signed out on all other devices."
          : null
      }
    >
      <p>When you change your password, you stay signed in here and are signed out on all other devices.</p>
      <Form
        action="/settings/password"
        errors={errors}
        submit={hasPassword ? "Change password" : "Set password"}
      >
        <As id={as} />
        <ReauthenticationField email={email} hasPassword={hasPassword} error={errors.proof} />
        {hasPassword ? null : <UsernameField email={email} />}
        <NewPasswordField label={hasPassword ? "New password" : "Password"} error={errors.password} />
      </Form>
    </SettingsFrame>
  );
}
