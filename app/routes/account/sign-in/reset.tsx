import { type ActionFunctionArgs, data, type MetaFunction } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { emailSchema } from "~/accounts/account.schema";
import { askForReset } from "~/accounts/password/new-password.server";
import { Field } from "~/design/form/field";
import { Form } from "~/design/form/form";
import { type FormRefusal, parseForm } from "~/platform/http/body/form.server";
import { useSendsMail } from "../../sends-mail";
import { explainEmailLimit } from "../../session/refusals";
import { passingHead } from "../../titles";
import { CheckYourEmail } from "../check-your-email";

export const meta: MetaFunction = (args) => passingHead(args, "Reset your password");

/** Sends an e-mail to any address, so that the answer doesn't reveal whether it has an account. */
export async function action({ request, context }: ActionFunctionArgs) {
  const form = await parseForm(request, emailSchema);
  const { email = "" } = form.values;
  const refuse = (status: number, errors: FormRefusal["errors"]) =>
    data({ asked: null, values: { email }, errors }, status);
  if (!form.ok) return refuse(422, form.errors);
  const address = form.value.email;
  const wait = await context.accountLimits.secondsToWaitForEmail(context.clientAddress);
  if (wait > 0) return refuse(429, { form: explainEmailLimit(wait) });
  await askForReset(context, address, context.now());
  return data({ asked: address, values: { email }, errors: {} as FormRefusal["errors"] });
}

export default function Reset() {
  const answer = useActionData<typeof action>();
  const sendsMail = useSendsMail();
  if (answer?.asked) return <CheckYourEmail address={answer.asked} again="/reset" />;
  return (
    <div className="account">
      <header className="page-head">
        <h1>Reset your password</h1>
        <p>
          {sendsMail
            ? "We’ll send you a link to choose a new password."
            : "This site can’t send e-mail yet. After you press the button, ask the administrator for your link."}
        </p>
      </header>
      <Form action="/reset" errors={answer?.errors} submit="Send me a link">
        <Field
          name="email"
          type="email"
          label="E-mail"
          value={answer?.values.email}
          error={answer?.errors.email}
          autoComplete="email"
          required
        />
      </Form>
      <ul className="ways-on">
        <li>
          Remember your password? <a href="/sign-in">Sign in</a>
        </li>
      </ul>
    </div>
  );
}
