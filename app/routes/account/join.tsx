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
import { askToJoin } from "~/people/join.server";
import { type FormRefusal, parseForm } from "~/platform/http/form.server";
import { readSite } from "~/site/site.server";
import { useSendsMail } from "../sends-mail";
import { passingHead } from "../titles";
import { CheckYourEmail } from "./check-your-email";
import { ProviderButtons } from "./provider-buttons";
import { explainAccountRefusal, explainLetters } from "./refusals";

export const meta: MetaFunction = (args) => passingHead(args, "Join");

export async function loader({ context: { db, viewer, identityProviders } }: LoaderFunctionArgs) {
  if (viewer.kind === "person") throw redirect("/settings");
  const { name, joining, hasRules } = await readSite(db);
  return { siteName: name, joining, hasRules, providers: identityProviders.list };
}

/** An address is asked for, and a letter sent there. The answer is the same whether it is known. */
export async function action({ request, context }: ActionFunctionArgs) {
  const form = await parseForm(request, emailSchema);
  const { email = "" } = form.values;
  const refuse = (status: number, errors: FormRefusal["errors"]) =>
    data({ asked: null, values: { email }, errors }, status);
  if (!form.ok) return refuse(422, form.errors);
  const address = form.value.email;
  const wait = await context.accountLimits.secondsToWaitForLetter(context.clientAddress);
  if (wait > 0) return refuse(429, { form: explainLetters(wait) });
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
          With an account your replies stand under your own name, and can be found on a page of yours. You may
          also reply without one, as a guest.
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
                  ? "A letter comes to it with a link; behind that you choose your name. The address is never shown."
                  : "This site can’t send e-mail yet: whoever runs it has to pass your link on to you. The address is never shown."
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
          <a href="/sign-in">Sign in</a>, if you have an account
        </li>
        {hasRules ? (
          <li>
            <a href="/rules">The house rules</a>, which hold for everybody
          </li>
        ) : null}
        <li>
          <a href="/privacy">What is kept about you</a>, and for how long
        </li>
      </ul>
    </div>
  );
}
