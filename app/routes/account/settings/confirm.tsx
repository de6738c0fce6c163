import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useParams } from "@remix-run/react";
import { type ConfirmedEmail, findEmailChange } from "~/accounts/mail/email-change.server";
import { findToken } from "~/accounts/token.server";
import { Form } from "~/design/form/form";
import { confirmEmail } from "~/flows/accounts/confirm-email.server";
import type { Database } from "~/platform/database/database.server";
import { explainAccountRefusal } from "../../session/refusals";
import { passingHead } from "../../titles";
import { BadLink } from "../bad-link";

export const meta: MetaFunction = (args) => passingHead(args, "Confirm an e-mail address");

async function findSide(db: Database, secret: string, now: Date) {
  const fromOld = await findToken(db, "email-old", secret, now);
  if (fromOld.ok) return { side: "email-old" as const, accountId: fromOld.accountId };
  if (fromOld.reason !== "token.unknown") return { reason: fromOld.reason };
  const fromNew = await findToken(db, "email-new", secret, now);
  if (!fromNew.ok) return { reason: fromNew.reason };
  return { side: "email-new" as const, accountId: fromNew.accountId };
}

/** Opening the link changes nothing, because mail scanners open links. */
export async function loader({ params: { secret = "" }, context: { db, now } }: LoaderFunctionArgs) {
  const { reason = null, side, accountId } = await findSide(db, secret, now());
  const change = accountId ? await findEmailChange(db, accountId, now()) : null;
  return data({ reason, side, newEmail: change?.newEmail ?? null }, reason ? 410 : 200);
}

export async function action({ params: { secret = "" }, context }: ActionFunctionArgs) {
  const { side, reason } = await findSide(context.db, secret, context.now());
  const confirmed: ConfirmedEmail = side
    ? await confirmEmail(context, side, secret, context.now())
    : { ok: false, reason: reason ?? "token.unknown" };
  return data({ confirmed }, confirmed.ok ? 200 : 410);
}

export default function Confirm() {
  const { reason, side, newEmail } = useLoaderData<typeof loader>();
  const { confirmed } = useActionData<typeof action>() ?? {};
  const { secret = "" } = useParams();
  if (confirmed?.ok) return <Confirmed {...confirmed} />;
  if (confirmed?.reason === "account.email-taken")
    return (
      <div className="notice">
        <h1>Your e-mail address wasn’t changed</h1>
        <p>{explainAccountRefusal(confirmed.reason)}</p>
      </div>
    );
  const bad = confirmed?.reason ?? reason;
  if (bad) return <BadLink reason={bad} again="/settings/email" />;
  return (
    <div className="account">
      <header className="page-head">
        <h1>
          Confirm your {side === "email-old" ? "new " : null}
          <span className="unbroken">e-mail</span> address
        </h1>
        {newEmail ? (
          <p>
            {side === "email-old"
              ? "Change the e-mail address of your account to"
              : "Use this e-mail address for your account:"}{" "}
            <strong>{newEmail}</strong>
          </p>
        ) : null}
      </header>
      <Form action={`/confirm/${secret}`} submit="Confirm" />
    </div>
  );
}

const Confirmed = ({ state, newEmail }: Extract<ConfirmedEmail, { ok: true }>) => (
  <div className="notice" role="status">
    {state === "changed" ? (
      <>
        <h1>Your e-mail address was changed</h1>
        <p>
          <a href="/sign-in">Sign in</a> with <strong>{newEmail}</strong> from now on. You were signed out on
          all your devices.
        </p>
      </>
    ) : (
      <>
        <h1>One of two addresses confirmed</h1>
        <p>
          Now open the link in the e-mail to the other address. Your address changes once both are confirmed.
        </p>
        <p>
          You can see the status in <a href="/settings/email">your settings</a>.
        </p>
      </>
    )}
  </div>
);
