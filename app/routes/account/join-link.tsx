import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useParams } from "@remix-run/react";
import { Field } from "~/design/field";
import { Form } from "~/design/form";
import { emailSchema, joinSchema } from "~/people/account.schema";
import { askToJoin, findJoinLink, join } from "~/people/join.server";
import { hashPassword, isHashingBusy } from "~/people/password.server";
import { explainWeakness } from "~/people/password-strength.server";
import { findPersonById, isHandleTaken } from "~/people/person.server";
import { ROLE_MEANINGS } from "~/people/roles";
import { type FormRefusal, parseForm } from "~/platform/http/form.server";
import { readSite } from "~/site/site.server";
import { passingHead } from "../titles";
import { BadLink } from "./bad-link";
import { JoinFields } from "./join-fields";
import { LookIntoYourMail } from "./look-into-your-mail";
import { explainAccountRefusal, explainLetters } from "./refusals";
import { leadIn, readDevice } from "./signing-in";

export const meta: MetaFunction = (args) => passingHead(args, "Join");

export async function loader({ params: { secret = "" }, context: { db, now } }: LoaderFunctionArgs) {
  const link = await findJoinLink(db, secret, now());
  const { name: siteName } = await readSite(db);
  if (!link.ok) return data({ link: null, siteName, reason: link.reason }, 410);
  const { kind, invitation } = link;
  const person = invitation.personId ? await findPersonById(db, invitation.personId) : null;
  return data({
    siteName,
    reason: null,
    link: {
      kind,
      email: invitation.email ?? null,
      role: invitation.role ?? null,
      person: person && { name: person.name, handle: person.handle },
    },
  });
}

export async function action({ request, params: { secret = "" }, context }: ActionFunctionArgs) {
  const { db } = context;
  const now = context.now();
  const link = await findJoinLink(db, secret, now);
  // The page says why.
  if (!link.ok) return data({ asked: null, values: {}, errors: {} as FormRefusal["errors"] }, 410);
  const needsEmail = !link.invitation.email;
  if (needsEmail && link.kind !== "first-run") return writeToInvited(request, secret, context);

  const schema = needsEmail ? joinSchema.extend(emailSchema.shape) : joinSchema;
  const form = await parseForm(request, schema);
  const { password = "", ...values } = form.values;
  const refuse = (status: number, errors: FormRefusal["errors"]) =>
    data({ asked: null, values, errors }, status);
  const { name: siteName } = await readSite(db);
  const known = [
    values.name ?? "",
    values.handle ?? "",
    values.email ?? link.invitation.email ?? "",
    siteName,
  ];
  const weakness = await explainWeakness(password, known);
  const errors = { ...(form.ok ? {} : form.errors), ...(weakness && { password: weakness }) };
  if (form.ok && (await isHandleTaken(db, form.value.handle, link.invitation.personId)))
    Object.assign(errors, { handle: explainAccountRefusal("account.handle-taken") });
  if (!form.ok || Object.keys(errors).length > 0) return refuse(422, errors);
  if (isHashingBusy()) return refuse(503, { form: explainAccountRefusal("sign-in.busy") });

  const passwordHash = await hashPassword(password);
  const email = "email" in form.value ? String(form.value.email) : undefined;
  const joined = await join(
    context,
    secret,
    form.value,
    { email, passwordHash },
    readDevice(request, context),
    now,
  );
  if (joined.ok) return leadIn(context, joined.secret, "/settings?joined");
  if (joined.reason === "account.handle-taken")
    return refuse(422, { handle: explainAccountRefusal(joined.reason) });
  return refuse(422, { form: explainAccountRefusal(joined.reason) });
}

/** An invitation without an address: whoever follows it shows by a letter that theirs is theirs. */
async function writeToInvited(request: Request, invitation: string, context: ActionFunctionArgs["context"]) {
  const form = await parseForm(request, emailSchema);
  const { values } = form;
  const refuse = (status: number, errors: FormRefusal["errors"]) =>
    data({ asked: null, values, errors }, status);
  if (!form.ok) return refuse(422, form.errors);
  const { email } = form.value;
  const wait = await context.accountLimits.secondsToWaitForLetter(context.clientAddress, email);
  if (wait > 0) return refuse(429, { form: explainLetters(wait) });
  const asked = await askToJoin(context, email, context.now(), invitation);
  if (!asked.ok) return refuse(410, { form: explainAccountRefusal(asked.reason) });
  return data({ asked: email, values, errors: {} as FormRefusal["errors"] });
}

export default function JoinLink() {
  const { link, siteName, reason } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { secret = "" } = useParams();
  if (!link) return <BadLink reason={reason ?? "token.unknown"} again="/join" />;
  if (answer?.asked) return <LookIntoYourMail address={answer.asked} again={`/join/${secret}`} />;
  const { kind, email, role, person } = link;
  const asksOnlyForEmail = !email && kind !== "first-run";
  const { values = {}, errors = {} } = (answer ?? {}) as Partial<FormRefusal>;
  return (
    <div className="account">
      <header className="page-head">
        <h1>{kind === "first-run" ? `You are the first at ${siteName}` : `Join ${siteName}`}</h1>
        <p>
          {kind === "first-run"
            ? `Whoever joins by this link runs the site: the administrator, who ${ROLE_MEANINGS.administrator}.`
            : role
              ? `You are invited as ${role}: somebody who ${ROLE_MEANINGS[role]}.`
              : `The last step: how you want to be called here, and how you will come back.`}
        </p>
      </header>
      <Form action={`/join/${secret}`} errors={errors} submit={asksOnlyForEmail ? "Send me a link" : "Join"}>
        {email ? (
          <p className="field-hint">
            With the address <strong>{email}</strong>.
          </p>
        ) : (
          <Field
            name="email"
            type="email"
            label="E-mail"
            hint={
              asksOnlyForEmail
                ? "A letter comes to it with the next step. The address is never shown."
                : "Letters of the site go to it. It is never shown."
            }
            value={values.email}
            error={errors.email}
            autoComplete="email"
            required
          />
        )}
        {asksOnlyForEmail ? null : <JoinFields values={{ ...(person ?? {}), ...values }} errors={errors} />}
      </Form>
    </div>
  );
}
