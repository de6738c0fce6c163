import { Field } from "~/design/form/field";
import { Form } from "~/design/form/form";
import { ROLE_MEANINGS, type Role, withArticle } from "~/people/roles";
import { useSendsMail } from "../../sends-mail";
import { UsernameField } from "../../session/username-field";
import { PasskeyForm } from "../passkeys/passkey-form";
import { JoinFields } from "./join-fields";

/** What the form needs to know from a link to join. */
interface Link {
  kind: "join" | "invitation" | "first-run";
  email: string | null;
  role: Role | null;
  /** The provider that they come from, and their label there if they can sign in with it. */
  from: string | null;
  identity: string | null;
}

export function JoiningForm({
  action,
  link,
  siteName,
  values,
  errors,
}: {
  action: string;
  link: Link;
  siteName: string;
  values: Record<string, string>;
  errors: Record<string, string>;
}) {
  const { kind, email, identity } = link;
  const asksOnlyForEmail = !email && kind !== "first-run";
  const sendsMail = useSendsMail();
  const join = kind === "first-run" ? "Create the account" : "Join";
  return (
    <div className="account">
      <header className="page-head">
        <h1>{kind === "first-run" ? `Set up ${siteName}` : `Join ${siteName}`}</h1>
        <p>{explain(link, sendsMail)}</p>
      </header>
      <Form id="join" action={action} errors={errors} submit={asksOnlyForEmail ? "Send me a link" : join}>
        {email ? (
          <>
            <p className="field-hint">
              Your e-mail address: <strong>{email}</strong>
            </p>
            {identity === null ? <UsernameField email={email} /> : null}
          </>
        ) : (
          <Field
            name="email"
            type="email"
            label="E-mail"
            hint={explainEmail(asksOnlyForEmail, sendsMail)}
            value={values.email}
            error={errors.email}
            autoComplete={asksOnlyForEmail ? "email" : "username"}
            required
          />
        )}
        {asksOnlyForEmail ? null : (
          <JoinFields values={values} errors={errors} needsPassword={identity === null} />
        )}
      </Form>
      {asksOnlyForEmail || identity !== null ? null : (
        <PasskeyForm
          act="create"
          at={`${action}/passkey`}
          fieldsOf="join"
          submit={`${join} with a passkey`}
          needs={`To ${join.toLowerCase()} with a passkey`}
        >
          <p>
            Or {join.toLowerCase()} without a password. Your device keeps a passkey, and asks for your
            fingerprint, your face or its PIN when you sign in.
          </p>
        </PasskeyForm>
      )}
      {link.from ? (
        <ul className="ways-on">
          <li>
            Already have an account here? <a href="/sign-in?to=/settings/identities">Sign in</a> as usual, and
            link {link.from} in your settings
          </li>
        </ul>
      ) : null}
    </div>
  );
}

function explainEmail(asksOnlyForEmail: boolean, sendsMail: boolean): string {
  if (!asksOnlyForEmail) return "You sign in with it. It is never shown to readers.";
  return sendsMail
    ? "We’ll send a link to it, where you choose your name. It is never shown."
    : "This site can’t send e-mail yet. After you press the button, ask the administrator for your link. Your address is never shown.";
}

function explain({ kind, email, role, from, identity }: Link, sendsMail: boolean): string {
  if (kind === "first-run")
    return "This site has no administrator yet. The account that you create here is the administrator, and can manage people, invitations and the site settings.";
  if (role)
    return `You are invited to join as ${withArticle(role)}: you ${ROLE_MEANINGS[role].replace("their own", "your own")}.`;
  if (from && !email)
    return `Your account at ${from} isn’t linked to an account here yet. Give your e-mail address to join. ${from} didn’t confirm it, so ${sendsMail ? "we’ll send you a link to confirm it" : "you need a link to confirm it; this site can’t send e-mail yet, so ask the administrator for that link"}.`;
  if (from && identity)
    return `You will sign in with ${from}, as ${identity}. One last step: choose your name.`;
  if (from)
    return `You started with ${from} in another browser. Here, choose a password instead. You can link ${from} in your settings later.`;
  return "One last step: choose your name and how you sign in.";
}
