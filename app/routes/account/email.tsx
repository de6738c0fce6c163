import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Field } from "~/design/field";
import { Form } from "~/design/form";
import { emailSchema } from "~/people/account.schema";
import { getAccount } from "~/people/account.server";
import { askToChangeEmail, findEmailChange } from "~/people/email-change.server";
import { type FormRefusal, parseForm } from "~/platform/http/form.server";
import { useSendsMail } from "../sends-mail";
import { passingHead } from "../titles";
import { As } from "./as";
import { getMember, getSender } from "./member";
import { explainDoubt, ProofField } from "./proof";
import { proveIdentity } from "./prove-identity";
import { explainLetters } from "./refusals";
import { SettingsFrame } from "./settings-frame";

export const meta: MetaFunction = (args) => passingHead(args, "Your e-mail address");

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { id, accountId } = getMember(context, request);
  const { email, notices, passwordHash } = await getAccount(context.db, accountId);
  const change = await findEmailChange(context.db, accountId, context.now());
  const done = context.query("done").get("done");
  return { as: id, email, notices, hasPassword: passwordHash !== null, newEmail: change?.newEmail, done };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const member = await getSender(context, request);
  const form = await parseForm(request, emailSchema);
  const { email = "", proof } = form.values;
  const refuse = (status: number, errors: FormRefusal["errors"]) => data({ email, errors }, status);
  if (!form.ok) return refuse(422, form.errors);
  const address = form.value.email;
  if (address === (await getAccount(context.db, member.accountId)).email)
    return refuse(422, { email: "This is your address already." });
  const identity = await proveIdentity(context, member, proof);
  if (!identity.ok) return refuse(identity.status, explainDoubt(identity));
  const { accountLimits, clientAddress } = context;
  const wait = await accountLimits.secondsToWaitForEmailChange(clientAddress, member.accountId);
  if (wait > 0) return refuse(429, { form: explainLetters(wait) });
  await askToChangeEmail(context, member.accountId, address, context.now());
  return redirect("/settings/email?done=asked", 303);
}

export default function Email() {
  const { as, email, notices, hasPassword, newEmail, done } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const sendsMail = useSendsMail();
  const errors: Record<string, string> = refused?.errors ?? {};
  return (
    <SettingsFrame
      page="/settings/email"
      title="Your e-mail address"
      done={refused ? null : done === "notices" ? "That is noted." : null}
    >
      <p>
        You sign in with <strong>{email}</strong>. Only you and the administrators see it.
      </p>
      {newEmail ? (
        <p className="form-done" role="status">
          It is to become <strong>{newEmail}</strong>:{" "}
          {sendsMail
            ? "letters went to both addresses, and take effect when the links in both are followed."
            : "this site can’t send e-mail yet, so ask whoever runs it for the two links that confirm it."}{" "}
          That can be done for a day.
        </p>
      ) : null}
      <h2>Change it</h2>
      <Form action="/settings/email" errors={errors} submit="Change the address">
        <As id={as} />
        <Field
          name="email"
          type="email"
          label="New e-mail"
          hint={
            sendsMail
              ? "A letter goes to the old address and to the new one, each with a link to confirm it."
              : "This site can’t send e-mail yet: whoever runs it has to pass on the two links that confirm it."
          }
          value={refused?.email}
          error={errors.email}
          autoComplete="email"
          required
        />
        <ProofField email={email} hasPassword={hasPassword} error={errors.proof} />
      </Form>
      <h2>Letters of news</h2>
      <p>
        {notices
          ? "Letters come when something about your account is changed by others."
          : "You get no letters but those that answer something you do."}
      </p>
      <Form
        action="/settings/notices"
        submit={notices ? "No more such letters" : "Send me such letters"}
        quiet
      >
        <As id={as} />
        <input type="hidden" name="notices" value={notices ? "off" : "on"} />
      </Form>
    </SettingsFrame>
  );
}
