import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { emailSchema } from "~/accounts/account.schema";
import { askToJoin } from "~/accounts/joining/join.server";
import { Field } from "~/design/form/field";
import { Form } from "~/design/form/form";
import { type FormRefusal, parseForm } from "~/platform/http/body/form.server";
import { readSite } from "~/site/site.server";
import { useSendsMail } from "../../sends-mail";
import { explainAccountRefusal, explainEmailLimit } from "../../session/refusals";
import { passingHead } from "../../titles";
import { CheckYourEmail } from "../check-your-email";
import { ProviderButtons } from "../sign-in/provider-buttons";

export const meta: MetaFunction = (args) => passingHead(args, "Join");

export async function loader({ context: { db, viewer, identityProviders } }: LoaderFunctionArgs) {
  if (viewer.kind === "person") throw redirect("/settings");
  const { name, joining, hasRules } = await readSite(db);
  return { siteName: name, joining, hasRules, providers: identityProviders.list };
}

/** Sends a link to the address. The answer is the same whether the address is known. */
export async function action({ request, context }: ActionFunctionArgs) {
  const form = await parseForm(request, emailSchema);
  const { email = "" } = form.values;
  const refuse = (status: number, errors: FormRefusal["errors"]) =>
    data({ asked: null, values: { email }, errors }, status);
  if (!form.ok) return refuse(422, form.errors);
  const address = form.value.email;
  const wait = await context.accountLimits.secondsToWaitForEmail(context.clientAddress);
  if (wait > 0) return refuse(429, { form: explainEmailLimit(wait) });
  const asked = await askToJoin(context, address, context.now());
  if (!asked.ok) return refuse(403, { form: explainAccountRefusal(asked.reason) });
  return data({ asked: address, values: { email }, errors: {} as FormRefusal["errors"] });
}

export default function Join() {
  const { siteName, joining, hasRules, providers } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const sendsMail = useSendsMail();
  if (answer?.asked) return <CheckYourEmail address={answer.asked} again="/join" />;
  return (
    <div className="account">
      <header className="page-head">
        <h1>Join {siteName}</h1>
        <p>
          With an account, your replies show your name and appear on your profile. You can also reply as a
          guest, without an account.
        </p>
      </header>
      {joining === "open" ? (
        <>
          <Form action="/join" errors={answer?.errors} submit="Send me a link">
            <Field
              name="email"
              type="email"
              label="E-mail"
              hint={
                sendsMail
                  ? "We’ll send a link to it, where you choose your name. It is never shown."
                  : "This site can’t send e-mail yet. After you press the button, ask the administrator for your link. Your address is never shown."
              }
              value={answer?.values.email}
              error={answer?.errors.email}
              autoComplete="email"
              required
            />
          </Form>
          <ProviderButtons providers={providers} to="/" act="Join" />
        </>
      ) : (
        <p>{explainAccountRefusal("join.invited-only")}</p>
      )}
      <ul className="ways-on">
        <li>
          Already have an account? <a href="/sign-in">Sign in</a>
        </li>
        {hasRules ? (
          <li>
            <a href="/rules">House rules</a>
          </li>
        ) : null}
        <li>
          <a href="/privacy">Privacy</a>: what this site stores about you
        </li>
      </ul>
    </div>
  );
}
