import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useParams } from "@remix-run/react";
import { unsubscribe } from "~/accounts/mail/correspondence.server";
import { findToken } from "~/accounts/token.server";
import { Form } from "~/design/form/form";
import type { PageHandle } from "../../page-handle";
import { passingHead } from "../../titles";
import { BadLink } from "../bad-link";

/** A mail client's one-click request (RFC 8058) has no Origin. */
export const handle: PageHandle = { fromAnywhere: true };
export const meta: MetaFunction = (args) => passingHead(args, "Turn off notifications");

export async function loader({ params: { secret = "" }, context: { db, now } }: LoaderFunctionArgs) {
  const link = await findToken(db, "unsubscribe", secret, now());
  return link.ok ? data({ reason: null }) : data({ reason: link.reason }, 410);
}

/** A person's click, or their mail client's one-click request (RFC 8058). Idempotent. */
export async function action({ params: { secret = "" }, context }: ActionFunctionArgs) {
  const done = await unsubscribe(context.db, secret, context.now());
  return data({ done }, done ? 200 : 410);
}

export default function Unsubscribe() {
  const { reason } = useLoaderData<typeof loader>();
  const { done } = useActionData<typeof action>() ?? {};
  const { secret = "" } = useParams();
  if (reason)
    return (
      <BadLink reason={reason} again="/settings/email" words="Turn off notifications in your settings" />
    );
  if (done)
    return (
      <div className="notice" role="status">
        <h1>Notifications are off</h1>
        <p>You will still get e-mails that you ask for, such as a link to reset your password.</p>
        <p>
          You can turn notifications on again in <a href="/settings/email">your settings</a>.
        </p>
      </div>
    );
  return (
    <div className="account">
      <header className="page-head">
        <h1>Turn off notifications?</h1>
      </header>
      <Form action={`/unsubscribe/${secret}`} submit="Turn off notifications" />
    </div>
  );
}
