import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { emailSchema } from "~/accounts/account.schema";
import { getAccount } from "~/accounts/account.server";
import { askToChangeEmail, findEmailChange } from "~/accounts/mail/email-change.server";
import { Field } from "~/design/form/field";
import { Form } from "~/design/form/form";
import { SelectField } from "~/design/form/select-field";
import { may } from "~/people/policy";
import { type FormRefusal, parseForm } from "~/platform/http/body/form.server";
import type { PageHandle } from "../../page-handle";
import { useSendsMail } from "../../sends-mail";
import { As } from "../../session/as";
import { memberOf } from "../../session/member";
import { reauthenticate } from "../../session/reauthenticate";
import { explainReauthentication, ReauthenticationField } from "../../session/reauthentication-field";
import { explainEmailLimit } from "../../session/refusals";
import { passingHead } from "../../titles";
import { SettingsFrame } from "./settings-frame";

export const handle: PageHandle = { act: "account.manage" };

export const meta: MetaFunction = (args) => passingHead(args, "Your e-mail address");

export async function loader({ context }: LoaderFunctionArgs) {
  const member = memberOf(context);
  const { id, accountId } = member;
  const { email, notices, queueEmails, passwordHash } = await getAccount(context.db, accountId);
  const change = await findEmailChange(context.db, accountId, context.now());
  const done = context.query("done").get("done");
  const often = may(member, "response.moderate") && notices ? queueEmails : null;
  return {
    as: id,
    email,
    notices,
    often,
    hasPassword: passwordHash !== null,
    newEmail: change?.newEmail,
    done,
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const member = memberOf(context);
  const form = await parseForm(request, emailSchema);
  const { email = "", proof } = form.values;
  const refuse = (status: number, errors: FormRefusal["errors"]) => data({ email, errors }, status);
  if (!form.ok) return refuse(422, form.errors);
  const address = form.value.email;
  if (address === (await getAccount(context.db, member.accountId)).email)
    return refuse(422, { email: "This is your address already." });
  const identity = await reauthenticate(context, member, proof);
  if (!identity.ok) return refuse(identity.status, explainReauthentication(identity));
  const { accountLimits, clientAddress } = context;
  const wait = await accountLimits.secondsToWaitForEmailChange(clientAddress, member.accountId);
  if (wait > 0) return refuse(429, { form: explainEmailLimit(wait) });
  await askToChangeEmail(context, member.accountId, address, context.now());
  return redirect("/settings/email?done=asked", 303);
}

export default function Email() {
  const { as, email, notices, often, hasPassword, newEmail, done } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const sendsMail = useSendsMail();
  const errors: Record<string, string> = refused?.errors ?? {};
  return (
    <SettingsFrame
      page="/settings/email"
      title="Your e-mail address"
      done={
        refused
          ? null
          : done === "notices"
            ? notices
              ? "You get notifications by e-mail again."
              : "Notifications are off. You can turn them on again below."
            : done === "queue"
              ? "Saved."
              : null
      }
    >
      <p>
        You sign in with <strong>{email}</strong>. Only you and the administrators see it.
      </p>
      {newEmail ? (
        <p className="form-done" role="status">
          Confirm your new address <strong>{newEmail}</strong> within 24 hours:{" "}
          {sendsMail
            ? "open the links that we’ve sent to both addresses."
            : "this site can’t send e-mail yet, so ask the administrator for the two links."}
        </p>
      ) : null}
      <h2>Change your e-mail address</h2>
      <Form action="/settings/email" errors={errors} submit="Change e-mail address">
        <As id={as} />
        <Field
          name="email"
          type="email"
          label="New e-mail"
          hint={
            sendsMail
              ? "We’ll send a link to your old address and one to the new address. Open both to confirm the change."
              : "This site can’t send e-mail yet. Ask the administrator for the two links that confirm the change."
          }
          value={refused?.email}
          error={errors.email}
          autoComplete="email"
          required
        />
        <ReauthenticationField email={email} hasPassword={hasPassword} error={errors.proof} />
      </Form>
      <h2>Notifications</h2>
      <p>
        {notices
          ? "We’ll send you an e-mail when someone else changes something about your account, or publishes, returns or withdraws what you write. Editors also get one when a draft waits for them. You also get those about answers to you and about what you follow."
          : "Notifications are off, also those about answers to you and about what you follow: you find them on this site. You only get e-mails that you ask for, such as a link to reset your password."}{" "}
        <a href="/following">What you follow, and how you are told</a>
      </p>
      <Form
        action="/settings/notices"
        submit={notices ? "Turn off notifications" : "Turn on notifications"}
        quiet
      >
        <As id={as} />
        <input type="hidden" name="notices" value={notices ? "off" : "on"} />
      </Form>
      {often ? (
        <Form action="/settings/notices/queue" submit="Save" quiet>
          <As id={as} />
          <SelectField
            name="often"
            label="E-mails about responses that wait"
            hint="You moderate here. Each e-mail shows what has come since the last one."
            value={often}
            options={[
              { value: "hourly", name: "at most one an hour" },
              { value: "daily", name: "at most one a day" },
              { value: "never", name: "none" },
            ]}
          />
        </Form>
      ) : null}
    </SettingsFrame>
  );
}
